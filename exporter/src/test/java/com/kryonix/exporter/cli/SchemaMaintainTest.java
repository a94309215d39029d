package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(run("maintain", file)).isZero();
            assertThat(out.toString())
                    .startsWith(
                            "main: made 8 daily partitions\nmain: performance.api_metrics: 1 rows rolled up into 2 cells of"
                                    + " hours\nmain: deleted 1 rows of before ")
                    .endsWith(" from performance.api_metrics_default\n");
            out.getBuffer().setLength(0);
            assertThat(run("maintain", file)).isZero();
            assertThat(out.toString()).isEqualTo("main: nothing to do\n");
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void aServerThatIsDownIsOneLineAndExitOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("kryonix.yml"), "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: 1\n");
        assertThat(run("maintain", file)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("kryonix-exporter: main: ");
    }

    private int run(String command, Path file) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute("schema", command, "--config", file.toString());
    }
}
