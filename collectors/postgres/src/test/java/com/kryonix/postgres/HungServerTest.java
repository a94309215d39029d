package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that stands still or goes away, and comes back. */
class HungServerTest {
    private static final RealPostgres POSTGRES = RealPostgres.of(17);

    @BeforeAll
    static void start() {
        SharedPostgres.prepared(POSTGRES);
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    @Test
    void aHungServerIsATimeoutWithinTheDeadlineAndRecoversByItself() throws Exception {
        try (PostgresServer server = SharedPostgres.monitor(POSTGRES)) {
            server.facts(SharedPostgres.scrape());
            server.read(SharedPostgres.scrape(), handle -> handle.execute("SELECT 1"));
            POSTGRES.pause();
            try {
                for (int scrapes = 0; scrapes < 3; scrapes++) {
                    Throwable thrown = assertTimeout(
                            Duration.ofSeconds(8),
                            () -> catchThrowable(() -> server.facts(Scrape.within(Duration.ofSeconds(5)))));
                    assertThat(server.explain(thrown).kind()).isEqualTo(FailureKind.TIMEOUT);
                    assertThat(server.explain(thrown).message())
                            .isEqualTo("postgres main (127.0.0.1:" + POSTGRES.port()
                                    + "): no answer in time: is"
                                    + " it hung, overloaded or behind a firewall?");
                }
            } finally {
                POSTGRES.resume();
            }
            Until.so("recovered", () -> catchThrowable(() -> server.facts(SharedPostgres.scrape())) == null);
            Until.so(
                    "no connecting thread is left",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("PostgreSQL JDBC driver connection")));
            Until.so(
                    "no connection is left beyond the pool's",
                    () -> sessions() <= server.settings().poolSize());
        }
        Until.so("none is left at all", () -> sessions() == 0);
    }

    @Test
    void aServerThatHangsInTheMiddleOfAStatementIsATimeout() throws Exception {
        try (PostgresServer server = SharedPostgres.monitor(POSTGRES)) {
            CompletableFuture<Throwable> reading = CompletableFuture.supplyAsync(() -> catchThrowable(() -> server.read(
                    Scrape.within(Duration.ofSeconds(3)), handle -> handle.execute("SELECT pg_sleep(60)"))));
            Until.so("sleeping", () -> count("wait_event = 'PgSleep'") == 1);
            POSTGRES.pause();
            try {
                Throwable thrown = reading.get(8, TimeUnit.SECONDS);
                assertThat(server.explain(thrown).kind()).isEqualTo(FailureKind.TIMEOUT);
            } finally {
                POSTGRES.resume();
            }
            Until.so("recovered", () -> catchThrowable(() -> server.facts(SharedPostgres.scrape())) == null);
        }
    }

    @Test
    void aServerThatIsDownIsSaidToBeAndItsReturnIsNoticed() throws Exception {
        try (PostgresServer server = SharedPostgres.monitor(POSTGRES)) {
            server.facts(SharedPostgres.scrape());
            server.read(SharedPostgres.scrape(), handle -> handle.execute("SELECT 1"));
            POSTGRES.stop();
            Until.so("the broken connections are noticed", () -> {
                Throwable thrown = catchThrowable(() -> server.facts(SharedPostgres.scrape()));
                return server.explain(thrown)
                        .message()
                        .equals("postgres main (127.0.0.1:" + POSTGRES.port() + "): connection refused: is PostgreSQL"
                                + " running there, and does it listen on this host and port?");
            });
            POSTGRES.start();
            Until.so("recovered", () -> catchThrowable(() -> server.facts(SharedPostgres.scrape())) == null);
        }
    }

    private static long sessions() throws Exception {
        return count("application_name LIKE 'kryonix_exporter%'");
    }

    private static long count(String condition) throws Exception {
        try (var connection = POSTGRES.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
