package com.kryonix.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users read when something is wrong, on a server that asks everybody but postgres for a password. */
class FailuresTest {
    private static final RealPostgres POSTGRES = RealPostgres.of(17);
    private static String main = "";

    @BeforeAll
    static void askForPasswords() throws Exception {
        SharedPostgres.prepared(POSTGRES);
        POSTGRES.execute(
                "CREATE ROLE crowded LOGIN PASSWORD 'x' CONNECTION LIMIT 0",
                "CREATE TABLE private (n int)",
                "CREATE TABLE locked (n int)",
                "GRANT SELECT ON locked TO kryonix");
        Path hba = POSTGRES.data().resolve("pg_hba.conf");
        Files.writeString(hba, "host all postgres all trust\nhost shop,postgres,nowhere all all scram-sha-256\n");
        POSTGRES.execute("SELECT pg_reload_conf()");
        main = "postgres main (127.0.0.1:" + POSTGRES.port() + "): ";
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    @Test
    void aWrongPassword() {
        assertThat(failureOf("postgresql://kryonix:wrong@127.0.0.1:%d/postgres", "SELECT 1"))
                .isEqualTo(new Failure(
                        FailureKind.CONNECTION,
                        main + "password authentication failed for user \"kryonix\": check password or password_file"));
    }

    @Test
    void noPassword() {
        Failure failure = failureOf("postgresql://kryonix@127.0.0.1:%d/postgres", "SELECT 1");
        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION);
        assertThat(failure.message())
                .isEqualTo(main + "the server asks for a password and none is configured: give password or"
                        + " password_file");
    }

    @Test
    void anUnknownDatabase() {
        assertThat(failureOf("postgresql://kryonix:correct horse@127.0.0.1:%d/nowhere", "SELECT 1"))
                .isEqualTo(new Failure(
                        FailureKind.CONNECTION,
                        main + "database \"nowhere\" does not exist: create it, or check database"));
    }

    @Test
    void aUserThatMayNotConnect() {
        Failure failure = failureOf("postgresql://kryonix:correct horse@127.0.0.1:%d/template1", "SELECT 1");
        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION);
        assertThat(failure.message())
                .startsWith(
                        main + "no pg_hba.conf entry for host \"127.0.0.1\", user \"kryonix\", database \"template1\"")
                .endsWith(": check user, pg_hba.conf and sslmode");
    }

    @Test
    void tooManyConnections() {
        assertThat(failureOf("postgresql://crowded:x@127.0.0.1:%d/postgres", "SELECT 1"))
                .isEqualTo(new Failure(
                        FailureKind.CONNECTION,
                        main + "too many connections for role \"crowded\": raise max_connections or the role's"
                                + " CONNECTION LIMIT, or close some"));
    }

    @Test
    void aHostThatIsUnknown() {
        PostgresUrl url = PostgresUrl.parse("postgresql://kryonix@no-such-host.invalid/postgres");
        try (PostgresServer server = PostgresServer.open(PostgresSettings.of("main", url))) {
            assertThat(server.explain(catchThrowable(() -> server.facts(SharedPostgres.scrape()))))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            "postgres main (no-such-host.invalid:5432): the host name is unknown: check host, and DNS"
                                    + " on this machine"));
        }
    }

    @Test
    void whatIsNoPostgresOrDoesNotAnswerIsCalledSo() throws Exception {
        assertThat(failureAt(
                        client -> client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".getBytes(US_ASCII))))
                .isEqualTo(new Failure(
                        FailureKind.CONNECTION, "what answers there is no PostgreSQL: check host and port"));
        assertThat(failureAt(Socket::close))
                .isEqualTo(new Failure(
                        FailureKind.CONNECTION,
                        "it closed the connection before it said anything: is that PostgreSQL, and is it starting or"
                                + " stopping?"));
        assertThat(failureAt(client -> {}))
                .isEqualTo(new Failure(
                        FailureKind.TIMEOUT, "no answer in time: is it hung, overloaded or behind a firewall?"));
    }

    private interface Answer {
        void to(Socket client) throws IOException;
    }

    /** What is said of a listener that gives this answer, without its name. */
    private static Failure failureAt(Answer answer) throws Exception {
        List<Socket> clients = new CopyOnWriteArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        Socket client = listener.accept();
                        clients.add(client);
                        answer.to(client);
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            PostgresUrl url =
                    PostgresUrl.parse("postgresql://kryonix@127.0.0.1:" + listener.getLocalPort() + "/postgres");
            try (PostgresServer server = PostgresServer.open(PostgresSettings.of("main", url))) {
                Failure failure = server.explain(catchThrowable(() -> server.facts(SharedPostgres.scrape())));
                String title = "postgres main (127.0.0.1:" + listener.getLocalPort() + "): ";
                assertThat(failure.message()).startsWith(title);
                return new Failure(failure.kind(), failure.message().substring(title.length()));
            } finally {
                listener.close();
                answering.join();
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void aMissingRelationColumnAndGrant() {
        assertThat(failureOf("SELECT 1 FROM nothing_here"))
                .isEqualTo(new Failure(
                        FailureKind.QUERY,
                        main + "relation \"nothing_here\" does not exist: create it, or connect to the database that"
                                + " has it"));
        assertThat(failureOf("SELECT colour FROM pg_class"))
                .isEqualTo(new Failure(
                        FailureKind.QUERY,
                        main + "column \"colour\" does not exist: is its version older or newer than expected?"));
        assertThat(failureOf("SELECT n FROM private"))
                .isEqualTo(new Failure(
                        FailureKind.PERMISSION,
                        main + "permission denied for table private: grant it to \"kryonix\", or pg_monitor for the"
                                + " server's own views"));
        assertThat(failureOf("SELECT 1 / 0"))
                .isEqualTo(new Failure(FailureKind.QUERY, main + "division by zero (SQLSTATE 22012)"));
    }

    @Test
    void nothingCanBeWritten() {
        assertThat(failureOf("CREATE TEMP TABLE t (n int)"))
                .isEqualTo(new Failure(
                        FailureKind.QUERY,
                        main + "cannot execute CREATE TABLE in a read-only transaction (SQLSTATE 25006)"));
    }

    @Test
    void aStatementThatTakesLongerThanTheScrape() {
        try (PostgresServer server = monitor()) {
            Throwable thrown = catchThrowable(() -> server.read(
                    Scrape.within(Duration.ofSeconds(1)),
                    handle -> handle.createQuery("SELECT pg_sleep(60)")
                            .mapTo(String.class)
                            .list()));
            assertThat(server.explain(thrown))
                    .isEqualTo(new Failure(
                            FailureKind.TIMEOUT,
                            main + "canceling statement due to statement timeout: the scrape's time was up"));
        }
    }

    @Test
    void aLockThatIsNotGiven() throws Exception {
        try (PostgresServer server = monitor();
                Connection holder = POSTGRES.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE locked");
            Throwable thrown = catchThrowable(() -> server.read(
                    Scrape.within(Duration.ofSeconds(2)),
                    handle -> handle.createQuery("SELECT n FROM locked")
                            .mapTo(int.class)
                            .list()));
            assertThat(server.explain(thrown))
                    .isEqualTo(new Failure(
                            FailureKind.TIMEOUT,
                            main + "canceling statement due to lock timeout: another session holds a lock on what was"
                                    + " read"));
        }
    }

    @Test
    void noTimeLeft() {
        try (PostgresServer server = monitor()) {
            Throwable thrown = catchThrowable(() -> server.read(Scrape.within(Duration.ZERO), handle -> 1));
            assertThat(server.explain(thrown).kind()).isEqualTo(FailureKind.TIMEOUT);
        }
    }

    @Test
    void ourOwnMistakesAreCalledSo() {
        try (PostgresServer server = monitor()) {
            assertThat(server.explain(new IllegalStateException("two samples of x")))
                    .isEqualTo(new Failure(
                            FailureKind.DEFECT,
                            main + "a bug in the exporter: java.lang.IllegalStateException: two samples of x"));
        }
    }

    @Test
    void aRotatedPasswordWorksFromTheNextConnectionOn() throws Exception {
        AtomicReference<String> file = new AtomicReference<>("correct horse");
        PostgresSettings settings =
                SharedPostgres.settings("kryonix", POSTGRES, "postgres").withPassword(file::get);
        try (PostgresServer server = PostgresServer.open(settings)) {
            assertThat(server.facts(SharedPostgres.scrape()).user()).isEqualTo("kryonix");
            POSTGRES.execute(
                    "ALTER ROLE kryonix PASSWORD 'battery staple'",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kryonix'");
            file.set("battery staple");
            Until.so(
                    "connected with the new password",
                    () -> catchThrowable(() -> server.facts(SharedPostgres.scrape())) == null);
        } finally {
            POSTGRES.execute("ALTER ROLE kryonix PASSWORD 'correct horse'");
        }
    }

    private static PostgresServer monitor() {
        return PostgresServer.open(
                SharedPostgres.settings("kryonix", POSTGRES, "postgres").withPassword(() -> "correct horse"));
    }

    private static Failure failureOf(String sql) {
        return failureOf("postgresql://kryonix:correct horse@127.0.0.1:%d/postgres", sql);
    }

    private static Failure failureOf(String url, String sql) {
        PostgresUrl parsed = PostgresUrl.parse(url.replace("%d", Integer.toString(POSTGRES.port())));
        try (PostgresServer server = PostgresServer.open(PostgresSettings.of("main", parsed))) {
            Failure failure = server.explain(catchThrowable(() -> {
                server.facts(SharedPostgres.scrape());
                server.read(SharedPostgres.scrape(), handle -> handle.execute(sql));
            }));
            assertThat(failure.message())
                    .doesNotContain("wrong", "correct horse")
                    .doesNotContain("\n");
            return failure;
        }
    }
}
