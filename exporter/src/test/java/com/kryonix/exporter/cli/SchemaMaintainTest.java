package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SchemaMaintainTest {
    private static final String OLD_ROW =
            "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                    + " VALUES ('/a', 'GET', 1, 200, '2001-02-03')";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatItDidAndASecondRunFindsNothingToDo(@TempDir Path folder) throws IOException {
        try (RealPostgres postgres = RealPostgres.of(18).start()) {
            Path file = Files.writeString(
                    folder.resolve("kryonix.yml"),
                    "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: " + postgres.port()
                            + "\n    events:\n      maintenance:\n        days_ahead: 9\n");
            assertThat(run("apply", file)).isZero();
            postgres.execute(OLD_ROW);
            out.getBuffer().setLength(0);
            assertThat(run("maintain", file, "--dry-run", "--even-uncounted")).isZero();
            assertThat(out.toString().lines())
                    .hasSize(8)
                    .startsWith(policies())
                    .contains("main: would make 8 daily partitions")
                    .contains("main: performance.api_metrics: 1 rows would be rolled up")
                    .anyMatch(line -> line.startsWith("main: would delete 1 rows of before "));
            out.getBuffer().setLength(0);
            assertThat(run("maintain", file)).isZero();
            assertThat(out.toString().lines())
                    .hasSize(8)
                    .startsWith(policies())
                    .contains("main: made 8 daily partitions")
                    .contains("main: performance.api_metrics: 1 rows rolled up into 2 cells of hours")
                    .anyMatch(line ->
                            line.startsWith("main: kept performance.api_metrics from the beginning on: no exporter"));
            out.getBuffer().setLength(0);
            assertThat(run("maintain", file, "--even-uncounted")).isZero();
            assertThat(out.toString().lines())
                    .hasSize(6)
                    .startsWith(policies())
                    .anyMatch(line -> line.startsWith("main: deleted 1 rows of before ")
                            && line.endsWith(" from performance.api_metrics_default"));
            out.getBuffer().setLength(0);
            assertThat(run("maintain", file)).isZero();
            assertThat(out.toString().lines()).hasSize(6).startsWith(policies()).endsWith("main: nothing to do");
            assertThat(err.toString()).isEmpty();
        }
    }

    /** A process of its own, since the exporter stops with it. */
    @Test
    void serveDoesItInTheBackgroundAndCheckSaysBeforeWhetherItMay(@TempDir Path folder) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(18).start()) {
            postgres.execute("CREATE ROLE reader LOGIN", "GRANT pg_monitor TO reader");
            Path owner = config(folder, postgres, "postgres");
            Path reader = config(folder, postgres, "reader");
            assertThat(run("apply", owner)).isZero();
            postgres.execute("GRANT USAGE ON SCHEMA performance TO reader", OLD_ROW);
            postgres.execute("GRANT SELECT ON ALL TABLES IN SCHEMA performance TO reader");
            assertThat(check(reader)).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "wrong events main: user reader may not maintain performance.api_metrics, which belongs to"
                                    + " postgres: run schema maintain as postgres, or GRANT \"postgres\" TO \"reader\"\n");
            out.getBuffer().setLength(0);
            check(owner);
            assertThat(out.toString()).contains("ok    events main: the tables can be maintained\n");
            try (ExporterProcess exporter = ExporterProcess.start(
                    folder, Map.of(), "serve", "--maintain", "--config", owner.toString(), "--listen", "127.0.0.1:0")) {
                assertThat(exporter.awaitErrors(text -> text.contains("maintenance main: deleted 1 rows of before ")))
                        .contains("maintenance main: performance.api_metrics: 1 rows rolled up into 2 cells of hours");
                exporter.terminate();
                assertThat(exporter.exitCode()).isZero();
                assertThat(exporter.errors()).contains("msg=stopped").doesNotContain("level=error", "level=warn");
            }
        }
    }

    private static Path config(Path folder, RealPostgres postgres, String user) throws IOException {
        return Files.writeString(
                folder.resolve(user + ".yml"),
                "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: " + postgres.port() + "\n    user: " + user
                        + "\n");
    }

    private int check(Path file) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        return line.execute("check", "--maintain", "--config", file.toString());
    }

    /** As docs/tailing.md has it: the policy out of the file, the user out of the variable that the file names. */
    @Test
    void theOwnersUrlGoesTogetherWithTheExportersConfiguration(@TempDir Path folder) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(18).start()) {
            postgres.execute(
                    "CREATE ROLE owner LOGIN",
                    "CREATE ROLE reader LOGIN",
                    "GRANT pg_monitor TO owner, reader",
                    "GRANT CREATE ON DATABASE postgres TO owner");
            Path file = Files.writeString(folder.resolve("kryonix.yml"), """
                    postgres:
                      - name: main
                        url: ${KRYONIX_POSTGRES_URL}
                        events:
                          maintenance:
                            keep: 90d
                    """);
            assertThat(as("owner", postgres, folder, "apply", file)).startsWith("0 ");
            assertThat(as("owner", postgres, folder, "maintain", file))
                    .startsWith("0 main: performance.api_metrics: keeps 90 days (events.maintenance.keep): rows from ");
            postgres.execute("GRANT USAGE ON SCHEMA performance TO reader");
            postgres.execute("GRANT SELECT ON ALL TABLES IN SCHEMA performance TO reader");
            assertThat(as("reader", postgres, folder, "maintain", file))
                    .startsWith("1 main: performance.api_metrics: keeps 90 days")
                    .contains("user reader may not maintain performance.api_metrics, which belongs to owner");
        }
    }

    /** A process of its own, with its own environment: its exit code and what it said. */
    private static String as(String user, RealPostgres postgres, Path folder, String command, Path file)
            throws Exception {
        String url = "postgresql://" + user + "@127.0.0.1:" + postgres.port() + "/postgres";
        Map<String, String> environment = Map.of("KRYONIX_POSTGRES_URL", url);
        try (ExporterProcess process =
                ExporterProcess.start(folder, environment, "schema", command, "--config", file.toString())) {
            return process.exitCode() + " " + process.output() + process.errors();
        }
    }

    @Test
    void aServerThatIsDownIsOneLineAndExitOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("kryonix.yml"), "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: 1\n");
        assertThat(run("maintain", file)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("kryonix-exporter: main: ");
    }

    private static String[] policies() {
        String keeps = ": keeps 30 days (default): rows from "
                + LocalDate.now(ZoneOffset.UTC).minusDays(30) + " on";
        return new String[] {
            "main: performance.api_metrics" + keeps,
            "main: performance.frontend_metrics" + keeps,
            "main: performance.database_metrics" + keeps,
            "main: performance.cache_metrics" + keeps,
            "main: performance.alerts: keeps all rows (default)"
        };
    }

    private int run(String command, Path file, String... more) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("schema", command, "--config", file.toString()));
        arguments.addAll(List.of(more));
        return line.execute(arguments.toArray(String[]::new));
    }
}
