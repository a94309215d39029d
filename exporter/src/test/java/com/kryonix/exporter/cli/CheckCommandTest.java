package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import com.kryonix.servers.RealRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code check} says of real servers, a line each. */
class CheckCommandTest {
    private static final RealPostgres POSTGRES = RealPostgres.of(17);
    private static final RealRedis REDIS = RealRedis.embedded().with("requirepass", "hunter2");

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    CheckCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void startServers() throws IOException {
        POSTGRES.start();
        Path access = POSTGRES.data().resolve("pg_hba.conf");
        Files.writeString(access, "host guarded all all scram-sha-256\n" + Files.readString(access));
        POSTGRES.stop();
        POSTGRES.start();
        REDIS.start();
        POSTGRES.execute(
                "CREATE DATABASE complete",
                "CREATE DATABASE guarded",
                "CREATE ROLE newcomer LOGIN",
                "ALTER ROLE newcomer PASSWORD 'hunter2'");
    }

    @AfterAll
    static void endServers() {
        POSTGRES.close();
        REDIS.close();
    }

    private int check(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("kryonix.yml"), yaml);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("check", "--config", file.toString());
    }

    private static String postgres(String user) {
        return "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: " + POSTGRES.port() + "\n    user: " + user
                + "\n    database: complete\n";
    }

    @Test
    void aServerThatHasAllIsFine() throws Exception {
        assertThat(check("redis:\n  - name: cache\n    host: 127.0.0.1\n    password: hunter2\n    port: "
                        + REDIS.port() + "\n"))
                .isZero();
        assertThat(out.toString())
                .contains("ok    redis cache: version 6.2, connected as default")
                .containsPattern("(?m)^ok    redis cache: [1-9]\\d* collectors work$")
                .doesNotContain("wrong");
    }

    @Test
    void aWrongPasswordIsSaidOnceWithWhatToDo() throws Exception {
        assertThat(check("redis:\n  - name: cache\n    host: 127.0.0.1\n    password: guess-work\n    port: "
                        + REDIS.port() + "\n"))
                .isEqualTo(1);
        assertThat(out.toString())
                .hasLineCount(1)
                .startsWith("wrong ")
                .contains("cache", "password")
                .doesNotContain("guess-work", "Exception");
    }

    @Test
    void aWrongAndAMissingPasswordOfPostgresAreSaidWithWhatToDo() throws Exception {
        String guarded = postgres("newcomer").replace("complete", "guarded");
        assertThat(check(guarded + "    password: guess-work\n")).isEqualTo(1);
        assertThat(check(guarded)).isEqualTo(1);
        String main = "wrong postgres main (127.0.0.1:" + POSTGRES.port() + "): ";
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(main
                        + "password authentication failed for user \"newcomer\": check password or password_file\n"
                        + main
                        + "the server asks for a password and none is configured: give password or"
                        + " password_file\n");
        check(guarded + "    password: hunter2\n");
        assertThat(out.toString()).contains("connected as newcomer");
    }

    @Test
    void aRedisThatIsNotThereIsSaidOnceWithWhatToDo() throws Exception {
        assertThat(check("redis:\n  - name: cache\n    host: 127.0.0.1\n    port: 1\n"))
                .isEqualTo(1);
        assertThat(out.toString())
                .hasLineCount(1)
                .startsWith("wrong ")
                .contains("cache", "127.0.0.1:1")
                .doesNotContain("Exception");
    }

    @Test
    void aServerThatIsNotThereIsSaidOnceWithWhatToDo() throws Exception {
        assertThat(check("postgres:\n  - name: main\n    host: 127.0.0.1\n    port: 1\n"))
                .isEqualTo(1);
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "wrong postgres main (127.0.0.1:1): connection refused: is PostgreSQL running there, and does"
                                + " it listen on this host and port?");
    }

    @Test
    void aMissingDatabaseIsSaidWithItsName() throws Exception {
        assertThat(check(postgres("postgres").replace("complete", "absent"))).isEqualTo(1);
        assertThat(out.toString()).hasLineCount(1).contains("absent");
    }

    @Test
    void aMissingGrantNamesTheStatementThatGivesIt() throws Exception {
        assertThat(check(postgres("newcomer"))).isEqualTo(1);
        assertThat(out.toString())
                .contains("lacks pg_monitor: run GRANT pg_monitor TO \"newcomer\"")
                .contains("wrong postgres main: collector stat_statements: extension pg_stat_statements is missing: ")
                .contains(
                        "skip  events main: table performance.api_metrics is missing: run kryonix-exporter schema apply")
                .contains("skip  postgres main: collector database_conflicts: only on a standby")
                .containsPattern(
                        "(?m)^ok    postgres main: \\d+ collectors work, \\d+ do not work, 1 does not apply here$")
                .doesNotContain("Exception");
    }

    @Test
    void checkpointsThatMayNotBeWrittenGoToAFileThatIsNamedWithTheGrant() throws Exception {
        POSTGRES.execute("CREATE DATABASE counted", "CREATE ROLE reader LOGIN");
        PGSimpleDataSource counted = new PGSimpleDataSource();
        counted.setUrl(POSTGRES.jdbcUrl("counted"));
        PerformanceSchema.apply(counted);
        String yaml = postgres("reader").replace("complete", "counted");
        try (Connection connection = counted.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("GRANT pg_monitor TO reader; GRANT USAGE ON SCHEMA performance TO reader;"
                    + " GRANT SELECT ON ALL TABLES IN SCHEMA performance TO reader;"
                    + " CREATE EXTENSION pg_stat_statements");
            assertThat(check(yaml)).isZero();
            String grant = "GRANT SELECT, INSERT, UPDATE, DELETE ON performance.exporter_checkpoint TO \"reader\"";
            assertThat(out.toString())
                    .doesNotContain("wrong ")
                    .containsPattern(
                            "(?m)^note  events main: checkpoints go to files /.+/default-\\d+-\\d+\\.\\*, because user reader"
                                    + " may not keep its checkpoints in table performance.exporter_checkpoint: " + grant
                                    + "$");
            statement.execute(grant);
            out.getBuffer().setLength(0);
            assertThat(check(yaml)).as(out.toString()).isZero();
            statement.execute("DROP TABLE performance.exporter_checkpoint");
            assertThat(check(yaml)).isZero();
            assertThat(out.toString())
                    .contains(
                            ".*, because table performance.exporter_checkpoint is missing and user reader may not make it:"
                                    + " run kryonix-exporter schema apply as the owner");
            out.getBuffer().setLength(0);
            assertThat(check(yaml + "    events: {checkpoint_file: " + folder.resolve("kept") + "}\n"))
                    .as(out.toString())
                    .isZero();
        }
    }

    @Test
    void rowsThatAPolicyMayHideAndAnIndexThatPartitionsLackAreSaidWithWhatToRun() throws Exception {
        POSTGRES.execute("CREATE DATABASE guarded_rows", "CREATE ROLE \"Watcher\" LOGIN");
        try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("guarded_rows"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE public.jobs (recorded_at timestamptz) PARTITION BY RANGE (recorded_at);"
                    + " GRANT SELECT ON public.jobs TO \"Watcher\"; ALTER TABLE public.jobs ENABLE ROW LEVEL SECURITY");
            Path jobs =
                    Files.writeString(folder.resolve("jobs.yml"), "table: public.jobs\ncounters:\n  jobs_total: {}\n");
            String yaml = postgres("Watcher").replace("complete", "guarded_rows") + "    events:\n      tables:\n"
                    + "        files: [" + jobs + "]\n";
            assertThat(check(yaml)).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "wrong events main: row-level security of public.jobs may hide rows from user Watcher, and"
                                    + " they would be missing in the counts: ALTER ROLE \"Watcher\" BYPASSRLS");
            statement.execute("ALTER ROLE \"Watcher\" BYPASSRLS");
            assertThat(check(yaml)).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "wrong events main: table public.jobs has no index on recorded_at, so each count reads all of"
                                    + " it: CREATE INDEX CONCURRENTLY on (recorded_at) of each partition, then CREATE INDEX ON"
                                    + " public.jobs (recorded_at), which takes these over");
        }
    }

    @Test
    void aMissingColumnAndAMissingTableAreSaidWhenEventsAreAskedFor() throws Exception {
        POSTGRES.execute("CREATE DATABASE events");
        String yaml = postgres("postgres").replace("complete", "events") + "    events:\n      enabled: true\n";
        assertThat(check(yaml)).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "wrong events main: table performance.api_metrics is missing: run kryonix-exporter schema apply");
        try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("events"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA performance");
            statement.execute("CREATE TABLE performance.api_metrics (recorded_at timestamptz, method text)");
        }
        assertThat(check(yaml)).isEqualTo(1);
        assertThat(out.toString()).contains("wrong events main: table performance.api_metrics has no column ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres: 1 | postgres: wrong type; allowed: a list, such as [a, b]
            postgres: [{hosts: a}] | postgres[0].hosts: unknown key; did you mean host?; allowed: name, url, host, port,
            postgres: [{hots: a}] | postgres[0].hots: unknown key; did you mean host?; allowed: name, url, host, port,
            postgres: [{host: a, port: x}] | postgres[0].port: wrong type; allowed: a whole number
            redis: [{host: a}, {host: b}] | redis[1].name: a second target named "redis"; give each target a name
            redis: [{host: a, password_file: /no/pw}] | redis[0].password_file: no such file: /no/pw; create it or
            redis: [{host: a, collectors: {include: [statz]}}] | redis[0].collectors.include[0]: "statz" is no collector
            """)
    void aBrokenConfigurationIsOneLineAndExitCode2(String yaml, String message) throws Exception {
        assertThat(check(yaml + "\n")).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("kryonix-exporter: " + folder.resolve("kryonix.yml") + ":1: " + message);
    }

    /** The mistake is in the declaration, and so is the place that is named: not in the configuration that names the file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: {limit: }} | 2: labels.kind.limit: is empty; give it a value, or leave the key out
            {kind: text} | 2: labels.kind: wrong type; allowed: a mapping with the keys column,
            {kind: , other: [a]} | 2: labels.other: wrong type; allowed: a mapping with the keys column,
            {kind: {limit: 0}} | 2: labels.kind.limit: 0 is out of range
            """)
    void aBrokenDeclarationIsOneLineAndExitCode2(String labels, String message) throws Exception {
        Path declaration = Files.writeString(
                folder.resolve("visits.yml"),
                "table: shop.visits\nlabels: " + labels + "\ncounters:\n  visits_total: {labels: [kind]}\n");
        String yaml = postgres("postgres") + "    events:\n      tables:\n        files: [visits.yml]\n";
        assertThat(check(yaml)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("kryonix-exporter: " + declaration + ":" + message);
    }
}
