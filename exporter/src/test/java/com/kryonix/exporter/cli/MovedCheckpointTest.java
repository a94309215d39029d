package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts outlive what the exporter itself advises: to give its checkpoints a table. */
class MovedCheckpointTest {
    private static final String COUNTER = "app_jobs_total";

    private final Path folder;
    private final Path states;

    MovedCheckpointTest(@TempDir Path folder) {
        this.folder = folder;
        this.states = folder.resolve("states");
    }

    private RunningExporter serve(Path configuration) throws Exception {
        return RunningExporter.serve(folder, Map.of("XDG_STATE_HOME", states.toString()), configuration);
    }

    /** Files of checkpoints; the locks they are written under stay: whoever waits for one must not wait for a deleted file. */
    private List<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(states.resolve("kryonix-exporter"))) {
            return files.map(Path::toString)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void onceThereIsATableForCheckpointsCountingGoesOnFromTheFile() throws Exception {
        try (RealPostgres postgres = RealPostgres.of(17).start()) {
            Files.writeString(
                    folder.resolve("jobs.yml"), "table: app.jobs\ntime: at\ncounters:\n  " + COUNTER + ": {}\n");
            Path configuration = Files.writeString(
                    folder.resolve("kryonix.yml"),
                    "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: " + postgres.port()
                            + "\n    events:\n      interval: 100ms\n      tables: {files: [jobs.yml]}\n");
            postgres.execute("CREATE SCHEMA app");
            postgres.execute("CREATE TABLE app.jobs (at timestamptz DEFAULT now())");
            postgres.execute("CREATE INDEX ON app.jobs (at)");
            String ten = "INSERT INTO app.jobs SELECT FROM generate_series(1, 10)";
            try (RunningExporter exporter = serve(configuration)) {
                String said = exporter.process()
                        .awaitErrors(text -> text.contains(
                                "tail app.jobs: no checkpoint in file " + states.resolve("kryonix-exporter")));
                assertThat(said)
                        .contains("counts the rows from now on (events.start: now)")
                        .contains("checkpoints go to files ")
                        .contains("run kryonix-exporter schema apply");
                exporter.process().awaitErrors(text -> exporter.scrape().contains("kryonix_tail_rows_total"));
                postgres.execute(ten);
                exporter.await("kryonix_tail_rows_total", 10);
                exporter.end();
            }
            assertThat(filesLeft()).singleElement().asString().endsWith(".jobs");
            assertThat(Main.commandLine().execute("schema", "apply", "--config", configuration.toString()))
                    .isZero();
            postgres.execute(ten);
            try (RunningExporter exporter = serve(configuration)) {
                exporter.await(COUNTER, 20);
                assertThat(exporter.process().errors().lines().filter(line -> line.contains("app.jobs")))
                        .singleElement()
                        .asString()
                        .contains(
                                "tail app.jobs: goes on from its checkpoint in file ",
                                "table performance.exporter_checkpoint");
                assertThat(filesLeft()).isEmpty();
                postgres.execute(ten);
                exporter.await(COUNTER, 30);
                exporter.end();
            }
            try (RunningExporter exporter = serve(configuration)) {
                exporter.await(COUNTER, 30);
                exporter.end();
            }
        }
    }
}
