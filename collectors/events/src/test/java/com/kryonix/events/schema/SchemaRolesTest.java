package com.kryonix.events.schema;

import static com.kryonix.events.schema.SchemaServer.API_ROW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaRolesTest {
    private static final String DATABASE = "roles";
    private static final SchemaServer SERVER = new SchemaServer(RealPostgres.of(13));

    @BeforeAll
    static void applySchemaAndRolesTwice() throws IOException {
        SERVER.postgres().start();
        SERVER.database(DATABASE);
        SERVER.apply(DATABASE);
        String roles = Files.readString(Path.of(System.getProperty("kryonix.root"), "provisioning/postgres/role.sql"));
        SERVER.run(DATABASE, roles);
        SERVER.run(DATABASE, roles);
    }

    @AfterAll
    static void endServer() {
        SERVER.postgres().close();
    }

    @Test
    void theExporterReadsEventsAndStatisticsAndWritesItsCheckpoint() {
        asExporter("SELECT FROM performance.api_metrics");
        asExporter("SELECT FROM performance.alerts");
        asExporter("SELECT pg_current_snapshot(), count(*) FROM pg_prepared_xacts");
        asExporter("INSERT INTO performance.exporter_checkpoint (instance, tail, state) VALUES ('a', 'b', 'c')"
                + " ON CONFLICT (instance, tail) DO UPDATE SET state = excluded.state, updated_at = now()");
        assertThatThrownBy(() -> asExporter(API_ROW)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asExporter("DELETE FROM performance.api_metrics"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theWriterAddsEventsAndCanNeitherReadNorChangeThem() {
        asWriter(API_ROW);
        assertThatThrownBy(() -> asWriter("SELECT FROM performance.api_metrics"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asWriter("UPDATE performance.api_metrics SET success = false"))
                .hasMessageContaining("permission denied");
        asWriter("INSERT INTO performance.alerts (alert_type, title) VALUES ('slow_query', 't')");
        asWriter("UPDATE performance.alerts SET status = 'resolved', resolved_at = now()");
    }

    @Test
    void aRoleThatMayNotCreateTheSchemaIsToldWhatToGrant() {
        SERVER.database("refused");
        assertThatThrownBy(() -> PerformanceSchema.apply(SERVER.dataSource("refused", "kryonix_writer")))
                .isInstanceOf(SchemaException.class)
                .message()
                .startsWith("schema performance: ERROR: permission denied for database refused (apply it as the owner")
                .contains("GRANT CREATE ON DATABASE")
                .doesNotContain("\n");
    }

    @Test
    void aServerThatIsNotThereIsSaidInOneLine() {
        RealPostgres never = RealPostgres.of(13);
        try (never) {
            assertThatThrownBy(
                            () -> PerformanceSchema.apply(new SchemaServer(never).dataSource("postgres", "postgres")))
                    .isInstanceOf(SchemaException.class)
                    .message()
                    .contains("refused")
                    .endsWith("(check the address, the user and the password)")
                    .doesNotContain("\n");
        }
    }

    private static void asExporter(String sql) {
        SERVER.run(DATABASE, "kryonix_exporter", sql);
    }

    private static void asWriter(String sql) {
        SERVER.run(DATABASE, "kryonix_writer", sql);
    }
}
