package com.kryonix.events.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ServerHorizonTest {
    @Test
    void tellsWhoHoldsItAndHowToEndThat() throws Exception {
        try (RealPostgres server = RealPostgres.of(18).start();
                TailConnection connection = TailConnection.open(source(server));
                Connection other = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement writer = other.createStatement()) {
            assertThat(ServerHorizon.of(connection).held()).isFalse();
            writer.execute("BEGIN; CREATE TABLE held (i integer)");
            ServerHorizon young = ServerHorizon.of(connection);
            assertThat(young.held()).as("for a minute").isFalse();
            assertThat(young.holder())
                    .matches("session \\d+ of postgres \\(.+\\), in a transaction since .+ UTC, ends it:"
                            + " SELECT pg_terminate_backend\\(\\d+\\) if it does not end by itself");
            writer.execute("PREPARE TRANSACTION 'one''s trip'");
            assertThat(ServerHorizon.of(connection).held())
                    .as("nothing came after it")
                    .isFalse();
            server.execute("CREATE TABLE later (i integer)");
            ServerHorizon prepared = ServerHorizon.of(connection);
            assertThat(prepared.xmin()).isEqualTo(young.xmin());
            assertThat(prepared.held()).isTrue();
            assertThat(prepared.holder())
                    .contains("COMMIT PREPARED 'one''s trip' or ROLLBACK PREPARED 'one''s trip' in database postgres");
            writer.execute("ROLLBACK PREPARED 'one''s trip'");
            assertThat(ServerHorizon.of(connection).held()).isFalse();
        }
    }

    @Test
    void rowsWithASpecialTransactionAreFinal() throws Exception {
        try (RealPostgres server = RealPostgres.of(18).start();
                TailConnection connection = TailConnection.open(source(server));
                Connection other = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement writer = other.createStatement()) {
            server.execute("CREATE TABLE rows (i integer)");
            writer.execute("BEGIN; SELECT pg_current_xact_id()");
            ServerHorizon horizon = ServerHorizon.of(connection);
            String ofInitdb = "(SELECT xmin FROM pg_type WHERE xmin = '1') at_initdb";
            try (ResultSet rows = writer.executeQuery("SELECT count(*) FROM " + ofInitdb)) {
                assertThat(rows.next() && rows.getInt(1) > 0)
                        .as("there are some")
                        .isTrue();
            }
            assertThat(horizon.holdsRowsOf(connection, ofInitdb)).isFalse();
            assertThat(horizon.holdsRowsOf(connection, "rows")).isFalse();
            server.execute("INSERT INTO rows VALUES (1)");
            assertThat(horizon.holdsRowsOf(connection, "rows")).isTrue();
            writer.execute("ROLLBACK");
            assertThat(ServerHorizon.of(connection).holdsRowsOf(connection, "rows"))
                    .isFalse();
        }
    }

    private static PGSimpleDataSource source(RealPostgres server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.jdbcUrl("postgres"));
        return source;
    }
}
