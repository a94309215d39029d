package com.kryonix.events.schema;

import static com.kryonix.events.schema.SchemaServer.API_ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
        SERVER.run(DATABASE, roles());
        SERVER.run(DATABASE, roles());
    }

    private static String roles() throws IOException {
        return Files.readString(Path.of(System.getProperty("kryonix.root"), "provisioning/postgres/role.sql"));
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
    void theRolesCanBeMadeBeforeTheSchemaAndSayWhatToDoForIt() throws Exception {
        SERVER.database("fresh");
        assertThat(notices("fresh", roles()))
                .singleElement()
                .asString()
                .startsWith("database fresh has no schema performance: ")
                .endsWith("run \"kryonix-exporter schema apply\" as the owner, then this file again.");
        SERVER.apply("fresh");
        assertThatThrownBy(() -> SERVER.run("fresh", "kryonix_exporter", "SELECT FROM performance.api_metrics"))
                .hasMessageContaining("permission denied");
        assertThat(notices("fresh", roles())).isEmpty();
        SERVER.run("fresh", "kryonix_exporter", "SELECT FROM performance.api_metrics");
        SERVER.run("fresh", "kryonix_exporter", "DELETE FROM performance.exporter_checkpoint");
        SERVER.run("fresh", "kryonix_writer", API_ROW);
    }

    @Test
    void aTableThatIsNotThereIsLeftOutAndSaid() throws Exception {
        SERVER.database("part");
        SERVER.run("part", "CREATE SCHEMA performance; CREATE TABLE performance.api_metrics (endpoint text)");
        assertThat(notices("part", roles()))
                .hasSize(5)
                .anyMatch(notice -> notice.startsWith(
                        "no table performance.exporter_checkpoint: INSERT, UPDATE, DELETE for kryonix_exporter"))
                .noneMatch(notice -> notice.contains("api_metrics"));
        SERVER.run("part", "kryonix_writer", "INSERT INTO performance.api_metrics VALUES ('/a')");
        SERVER.run("part", "kryonix_exporter", "SELECT FROM performance.api_metrics");
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

    /** What the server says while it runs a file, as psql would show it. */
    private static List<String> notices(String database, String sql) throws SQLException {
        List<String> notices = new ArrayList<>();
        try (Connection connection = SERVER.dataSource(database, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                notices.add(notice.getMessage());
            }
        }
        return notices;
    }

    private static void asExporter(String sql) {
        SERVER.run(DATABASE, "kryonix_exporter", sql);
    }

    private static void asWriter(String sql) {
        SERVER.run(DATABASE, "kryonix_writer", sql);
    }
}
