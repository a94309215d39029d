package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Collector;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Behind a pooler, where a session is another client's after each transaction. */
class PoolerTest {
    private static final RealPostgres POSTGRES = SharedPostgres.of(17);

    private static PostgresSettings through(Pooler pooler) {
        return PostgresSettings.of(
                        "main",
                        PostgresUrl.parse(
                                "postgresql://kryonix@127.0.0.1:" + pooler.port() + "/postgres?sslmode=disable"))
                .withPoolSize(1);
    }

    private static String show(Connection connection, String what) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + what)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aReadLeavesNothingInTheSession() throws Exception {
        try (Pooler pooler = Pooler.before(POSTGRES.port())) {
            PostgresConnections connections =
                    new PostgresConnections(through(pooler), "kryonix_exporter", Duration.ofSeconds(5));
            SessionTimeouts timeouts = new SessionTimeouts(connections::isPooled);
            try (Connection connection = connections.getConnection()) {
                connection.setReadOnly(true);
                for (int i = 0; i < 10; i++) {
                    timeouts.apply(connection, Duration.ofSeconds(10));
                    assertThat(show(connection, "current_setting('statement_timeout')"))
                            .isEqualTo("8s");
                    assertThat(show(connection, "current_setting('transaction_read_only')"))
                            .isEqualTo("on");
                    timeouts.release(connection);
                }
                assertThat(show(connection, "current_setting('statement_timeout')"))
                        .isEqualTo("0");
                assertThat(show(connection, "current_setting('lock_timeout')")).isEqualTo("0");
                assertThat(show(connection, "current_setting('default_transaction_read_only')"))
                        .isEqualTo("off");
                assertThat(show(connection, "count(*) FROM pg_prepared_statements"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void withoutOneTheSessionIsOurs() throws Exception {
        PostgresConnections connections = new PostgresConnections(
                SharedPostgres.settings("kryonix", POSTGRES, "postgres"), "kryonix_exporter", Duration.ofSeconds(5));
        try (Connection connection = connections.getConnection()) {
            assertThat(connections.isPooled(connection.unwrap(PGConnection.class)))
                    .isFalse();
        }
    }

    @Test
    void everythingIsCollectedThroughIt() throws Exception {
        try (Pooler pooler = Pooler.before(POSTGRES.port());
                PostgresServer server = PostgresServer.open(through(pooler))) {
            for (Collector<PostgresServer> each :
                    PostgresCatalogue.create(PostgresOptions.defaults()).collectors()) {
                if (each.requirement()
                        .unmetBy(server.facts(SharedPostgres.scrape()))
                        .isEmpty()) {
                    assertThat(each.collect(server, SharedPostgres.scrape()).samples())
                            .as(each.name())
                            .isNotNull();
                }
            }
        }
    }
}
