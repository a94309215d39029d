package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code tail} beside a real exporter, which is a process of its own. */
class TailCommandTest {
    /** At once, while a series that is new shows 0 for half a minute. */
    private static final String COUNTED = "kryonix_tail_rows_total\\{.*table=\"api_metrics\".*}";

    @AutoClose
    private static final RealPostgres POSTGRES = RealPostgres.of(17).start();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;

    TailCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A database of its own with the schema in it. */
    private Path config(String database, String events) throws IOException {
        POSTGRES.execute("CREATE DATABASE " + database);
        Path file = Files.writeString(
                folder.resolve("kryonix.yml"),
                "postgres:\n  - name: main\n    host: 127.0.0.1\n    database: " + database + "\n    port: "
                        + POSTGRES.port() + "\n    events:\n      interval: 100ms\n      checkpoint_interval: 100ms\n"
                        + events);
        assertThat(Main.commandLine().execute("schema", "apply", "--config", file.toString()))
                .isZero();
        return file;
    }

    private int run(Path file, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> command = new ArrayList<>(List.of("tail"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", file.toString()));
        return line.execute(command.toArray(String[]::new));
    }

    private static void insert(String database, int rows, String time) throws Exception {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbcUrl(database));
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code,"
                    + " recorded_at) SELECT '/orders', 'GET', 12, 200, " + time + " FROM generate_series(1, " + rows
                    + ")");
        }
    }

    private RunningExporter serve(Path file) throws Exception {
        return RunningExporter.serve(folder, Map.of(), file);
    }

    /** Waits until the tail's status has this in it. */
    private void awaitStatus(RunningExporter exporter, Path file, String part) throws Exception {
        exporter.process()
                .awaitErrors(text -> run(file, "status", "--table", "api_metrics") == 0
                        && out.toString().contains(part));
    }

    @Test
    void statusTellsWhatWasCountedAndTheAuditThatItIsWhatTheTableHas() throws Exception {
        Path file = config("status", "      start: beginning\n");
        assertThat(run(file, "status")).isZero();
        assertThat(out.toString().lines())
                .hasSize(5)
                .contains("main: performance.api_metrics: instance default, table performance.exporter_checkpoint: no"
                        + " checkpoint; an exporter begins with all rows (events.start: beginning)");
        insert("status", 1000, "now() - random() * interval '20 days'");
        try (RunningExporter exporter = serve(file)) {
            exporter.await("api_requests_total", 1000);
            insert("status", 234, "now()");
            awaitStatus(exporter, file, " 1,234 rows settled");
            exporter.end();
        }
        assertThat(run(file, "status", "--table", "performance.api_metrics", "--audit"))
                .isZero();
        assertThat(out.toString().lines().toList()).hasSize(2);
        assertThat(out.toString())
                .containsPattern(
                        "^main: performance.api_metrics: instance default, table performance.exporter_checkpoint, \\d+ s"
                                + " old, by .+, process \\d+, which has ended: 1,234 rows settled, \\d+ of them late, \\d+ series; horizon"
                                + " \\d+, [\\d,]+ transactions behind the server's\\R")
                .contains("audit: of the 1,234 rows counted, the table has 1,234: no difference");
    }

    @Test
    void statusMakesNoFolderForCheckpointsThatTheDatabaseWillNotHold() throws Exception {
        Path file = config("readable", "");
        POSTGRES.execute("CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader");
        Files.writeString(file, Files.readString(file).replace("    database:", "    user: reader\n    database:"));
        Path states = folder.resolve("states");
        try (ExporterProcess status = ExporterProcess.start(
                folder, Map.of("XDG_STATE_HOME", states.toString()), "tail", "status", "--config", file.toString())) {
            assertThat(status.exitCode()).as(status.errors()).isZero();
            assertThat(status.output())
                    .contains("main: performance.api_metrics: instance default, file " + states, ": no checkpoint; ");
        }
        assertThat(states).doesNotExist();
    }

    @Test
    void theAuditSaysByHowMuchItDiffersAndFailsWhenRowsWereMissed() throws Exception {
        Path file = config("audited", "");
        insert("audited", 50, "now()");
        try (RunningExporter exporter = serve(file)) {
            awaitStatus(exporter, file, ", process ");
            insert("audited", 20, "now()");
            insert("audited", 3, "now() - interval '3 days'");
            awaitStatus(exporter, file, " 20 rows settled");
            exporter.end();
        }
        // The slow pass of the next start looks one minute back, not three days.
        try (RunningExporter exporter = serve(file)) {
            exporter.await(COUNTED, 20);
            insert("audited", 1, "now()");
            awaitStatus(exporter, file, " 21 rows settled");
            exporter.end();
        }
        assertThat(run(file, "status", "--table", "api_metrics", "--audit")).isEqualTo(1);
        assertThat(out.toString()).contains("of the 21 rows counted, the table has 24: 3 more: rows that came later");
        assertThat(run(file, "rewind", "--table", "api_metrics", "--to", "beginning", "--yes"))
                .isZero();
        try (RunningExporter exporter = serve(file)) {
            awaitStatus(exporter, file, " 74 rows settled");
            exporter.end();
        }
        assertThat(run(file, "status", "--table", "api_metrics", "--audit")).isZero();
        assertThat(out.toString()).contains("of the 74 rows counted, the table has 74: no difference");
    }

    @Test
    void errorsThatMakeUpForEachOtherInTheTotalAreFoundInTheSeries() throws Exception {
        Path file = config("cancelling", "");
        try (RunningExporter exporter = serve(file)) {
            awaitStatus(exporter, file, ", process ");
            insert("cancelling", 20, "now()");
            exporter.await(COUNTED, 20);
            exporter.end();
        }
        try (var connection = DriverManager.getConnection(POSTGRES.jdbcUrl("cancelling"));
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM performance.api_metrics");
            statement.execute("INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code,"
                    + " recorded_at) SELECT '/late', 'GET', 12, 200, now() - interval '3 days'"
                    + " FROM generate_series(1, 20)");
        }
        try (RunningExporter exporter = serve(file)) {
            exporter.await(COUNTED, 20);
            insert("cancelling", 1, "now()");
            exporter.await(COUNTED, 21);
            exporter.end();
        }
        assertThat(run(file, "status", "--table", "api_metrics", "--audit")).isEqualTo(1);
        assertThat(out.toString())
                .contains("of the 21 rows counted, the table has 21: no difference in the total; ")
                .contains(" series differ, such as api_");
    }

    @Test
    void whileAnExporterWritesOnlyForceResetsAndItBeginsAnew() throws Exception {
        Path file = config("forced", "");
        try (RunningExporter exporter = serve(file)) {
            awaitStatus(exporter, file, ", process ");
            insert("forced", 20, "now()");
            awaitStatus(exporter, file, " 20 rows settled");
            assertThat(run(file, "reset", "--table", "api_metrics")).isEqualTo(2);
            assertThat(err.toString())
                    .isEqualToIgnoringNewLines("kryonix-exporter: not confirmed, nothing was changed; --yes confirms");
            assertThat(run(file, "reset", "--table", "api_metrics", "--yes")).isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("kryonix-exporter: main: performance.api_metrics: an exporter (")
                    .contains(") goes on from this checkpoint, and gave a sign of life ")
                    .endsWith(" s ago: stop it first, or use --force, and it begins anew within 1 s");
            assertThat(run(file, "reset", "--table", "api_metrics", "--yes", "--force"))
                    .isZero();
            assertThat(out.toString()).contains("the exporter counts the rows from now on (events.start: now)");
            insert("forced", 1, "now()");
            exporter.process().awaitErrors(text -> text.contains("was written by kryonix-exporter tail reset, on "));
            insert("forced", 7, "now()");
            exporter.await(COUNTED, 8);
            exporter.end();
        }
        assertThat(run(file, "status", "--table", "api_metrics", "--audit")).isZero();
        assertThat(out.toString()).contains("no difference");
        assertThat(run(file, "reset", "--table", "api_metrics", "--yes"))
                .as("it has ended")
                .isZero();
        insert("forced", 3, "now()");
        try (RunningExporter exporter = serve(file)) {
            exporter.await(COUNTED, 3);
        }
    }

    @Test
    void anExporterOfAQuietTableGivesSignsOfLifeAndFindsOutThatItsCheckpointWasReset() throws Exception {
        Path file = config("quiet", "");
        assertThat(run(file, "reset", "--table", "api_metrics", "--yes")).isZero();
        assertThat(out.toString()).contains("no checkpoint, nothing to reset");
        try (RunningExporter exporter = serve(file)) {
            awaitStatus(exporter, file, ", seen alive ");
            try (var connection = DriverManager.getConnection(POSTGRES.jdbcUrl("quiet"));
                    var statement = connection.createStatement()) {
                statement.execute("UPDATE performance.exporter_checkpoint SET updated_at = now() - interval '632 s'");
            }
            exporter.process()
                    .awaitErrors(text -> run(file, "status", "--table", "api_metrics") == 0
                            && out.toString().matches("(?s).*, seen alive \\d\\d? s ago: .*"));
            assertThat(run(file, "reset", "--table", "api_metrics", "--yes")).isEqualTo(1);
            assertThat(err.toString()).contains(") goes on from this checkpoint, and gave a sign of life ");
            assertThat(run(file, "reset", "--table", "api_metrics", "--yes", "--force"))
                    .isZero();
            exporter.process().awaitErrors(text -> text.contains("was written by kryonix-exporter tail reset, on "));
            exporter.end();
        }
    }

    @Test
    void aRunningExporterIsRewoundToATimeAndCountsTheRowsFromThenOn() throws Exception {
        Path file = config("rewound", "      checkpoint_file: " + folder.resolve("state") + "\n");
        insert("rewound", 100, "'2026-01-31T23:59:59Z'");
        insert("rewound", 40, "'2026-02-01T00:00:00Z'");
        try (RunningExporter exporter = serve(file)) {
            awaitStatus(exporter, file, ", process ");
            insert("rewound", 5, "now()");
            awaitStatus(exporter, file, " 5 rows settled");
            assertThat(run(
                            file,
                            "rewind",
                            "--table",
                            "api_metrics",
                            "--to",
                            "2026-02-01T01:00:00+01:00",
                            "--yes",
                            "--force"))
                    .isZero();
            insert("rewound", 2, "now()");
            awaitStatus(exporter, file, " 47 rows settled");
            exporter.process().awaitErrors(text -> text.contains("was written by kryonix-exporter tail rewind, on "));
            exporter.end();
        }
        assertThat(run(file, "status", "--table", "api_metrics", "--audit")).isZero();
        assertThat(out.toString()).contains("of the 47 rows counted, the table has 47: no difference");
    }

    @Test
    void whatIsAskedWronglyIsOneLineAndExitCode2AndAServerThatIsDownExitCode1() throws Exception {
        Path file = Files.writeString(
                folder.resolve("kryonix.yml"), "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: 1\n");
        assertThat(run(file, "reset")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("kryonix-exporter: name a table with --table: api_metrics,"
                        + " frontend_metrics, database_metrics, cache_metrics, alerts");
        assertThat(run(file, "status", "--table", "api")).isEqualTo(2);
        assertThat(err.toString()).startsWith("kryonix-exporter: no event table \"api\"; there are: api_metrics, ");
        assertThat(run(file, "rewind", "--table", "api_metrics", "--to", "yesterday", "--yes"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--to yesterday is no time; write one such as 2026-11-24T00:00:00Z");
        assertThat(run(file, "rewind", "--table", "api_metrics", "--to", "2999-01-01", "--yes"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has not come yet");
        assertThat(run(file, "status")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("kryonix-exporter: main: ")
                .endsWith("(check the address, the user and the password)");
    }
}
