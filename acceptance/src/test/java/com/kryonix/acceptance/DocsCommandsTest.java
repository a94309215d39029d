package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of each {@code sh} block of a document is run, or is here among those that are not, with the reason. */
class DocsCommandsTest {
    /** Programs that end by themselves and change nothing of the machine. */
    private static final List<String> RUN = List.of(
            "curl ",
            "bin/kryonix-exporter check",
            "bin/kryonix-exporter once",
            "bin/kryonix-exporter version",
            "KRYONIX_POSTGRES_URL=postgresql://postgres@db.example:5432/app bin/kryonix-exporter schema apply",
            "psql postgresql://postgres@db.example:5432/app --file=");

    private static final List<String> EXPORTER =
            List.of("bin/kryonix-exporter serve", "java -jar exporter/target/kryonix-exporter.jar serve");

    /** The begin of a command, and why it is not run here. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "git clone ", "this is the clone",
            "bin/test", "it runs this test",
            "bin/generate", "rewrites files of the tree; GenerateTest and GeneratedFilesTest compare what it gives",
            "mvn ", "a build inside a build, of the same folders; AddAMetricTest compiles and runs what it would",
            "docker compose ", "no container engine is here; ComposeTest and DockerfileTest check its files",
            "sudo ", "the machine's administration is not a test's",
            "psql postgresql://postgres@db.example:5432/app --command='\\password ", "asks for it at the terminal");

    /** What is not a command; a block of any other language would go unseen. */
    private static final Set<String> OTHER_LANGUAGES = Set.of("", "java", "json", "promql", "sql", "yaml");

    private static final ReaderServers SERVERS = new ReaderServers();

    @BeforeAll
    static void start() throws Exception {
        SERVERS.start();
    }

    @AfterAll
    static void end() {
        SERVERS.close();
    }

    static List<Path> documents() throws IOException {
        List<Path> documents =
                new ArrayList<>(List.of(Repository.file("README.md"), Repository.file("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(Repository.file("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandDoesWhatTheReaderExpects(Path document, @TempDir Path folder) throws Exception {
        try (ReaderSession reader = new ReaderSession(folder, SERVERS)) {
            for (FencedBlock block : FencedBlock.of(document)) {
                if (!block.language().equals("sh")) {
                    assertThat(OTHER_LANGUAGES).as("language of " + block).contains(block.language());
                    continue;
                }
                for (String command : block.commands()) {
                    run(reader, command, block);
                }
            }
        }
    }

    @Test
    void theReadmeHasCommandsThatAreRun() {
        assertThat(FencedBlock.of(Repository.file("README.md")))
                .flatExtracting(FencedBlock::commands)
                .anyMatch(command -> begins(command, RUN))
                .anyMatch(command -> begins(command, EXPORTER))
                .contains("bin/demo");
    }

    private static void run(ReaderSession reader, String command, FencedBlock block) throws Exception {
        if (command.startsWith("export ")) {
            reader.export(command);
        } else if (command.equals("bin/demo") || command.startsWith("bin/demo ")) {
            reader.startDemo(command);
        } else if (begins(command, EXPORTER)) {
            reader.startExporter(command);
        } else if (begins(command, RUN)) {
            assertThat(reader.complaintOf(command)).as(block.toString()).isEmpty();
        } else {
            assertThat(NOT_HERE.keySet())
                    .as(block + ": neither run by this test nor among what cannot be run here: " + command)
                    .anyMatch(command::startsWith);
        }
    }

    private static boolean begins(String command, List<String> beginnings) {
        return beginnings.stream().anyMatch(command::startsWith);
    }
}
