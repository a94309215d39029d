package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.exporter.Build;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line says, and the exit code it says it with. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void aMisspeltCommandIsOneLineAndExitCode2() {
        assertThat(run("serv")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "kryonix-exporter: no command serv; did you mean serve?; see kryonix-exporter --help");
    }

    @Test
    void aMisspeltCommandOfACommandAndAMisspeltOptionAreToldTheirNearest() {
        assertThat(run("schema", "aply")).isEqualTo(2);
        assertThat(err.toString()).contains("no command aply; did you mean apply?; see kryonix-exporter schema --help");
        assertThat(run("serve", "--lisen", ":1")).isEqualTo(2);
        assertThat(err.toString()).contains("'--lisen'", "did you mean --listen?; see kryonix-exporter serve --help");
    }

    @Test
    void noCommandAsksForOne() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "kryonix-exporter: name a command, such as serve; see kryonix-exporter --help");
    }

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "serve",
                        "check",
                        "once",
                        "schema",
                        "tail",
                        "catalogue",
                        "version",
                        "KRYONIX_POSTGRES_URL",
                        "Exit codes")
                .doesNotContain("\u001b");
    }

    @Test
    void theVersionNamesExporterAndJavaAndARevisionOnlyWhereThereIsOne() {
        assertThat(run("version")).isZero();
        assertThat(out.toString())
                .matches("kryonix-exporter \\d+\\.\\d+\\.\\d+( \\(revision [0-9a-f]{7,}(-dirty)?\\))?, Java "
                        + System.getProperty("java.version") + "\\R");
        assertThat(new Build("1.2.3", "")).hasToString("1.2.3");
        assertThat(new Build("1.2.3", "0123456789ab")).hasToString("1.2.3 (revision 0123456789ab)");
    }

    @Test
    void theCatalogueListsEverySource() {
        assertThat(run("catalogue")).isZero();
        assertThat(out.toString()).contains("# PostgreSQL metrics", "# Redis metrics", "# Event tables metrics");
        assertThat(run("catalogue", "--format", "json")).isZero();
        assertThat(out.toString()).contains("\"name\" : \"redis_connected_clients\"");
    }

    @Test
    void schemaApplyAsksWhichPostgresWhenThereAreSeveral(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("kryonix.yml"), "postgres:\n  - name: a\n    host: x\n  - name: b\n    host: x\n");
        assertThat(run("schema", "apply", "--config", file.toString())).isEqualTo(2);
        assertThat(run("schema", "apply", "--config", file.toString(), "--target", "c"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("""
                        kryonix-exporter: several PostgreSQL are configured; choose one with --target: a, b
                        kryonix-exporter: no PostgreSQL target named "c"; there are: a, b
                        """);
    }
}
