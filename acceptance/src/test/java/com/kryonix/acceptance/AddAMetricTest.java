package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.postgres.QueryCollector;
import com.kryonix.servers.RealPostgres;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The file that CONTRIBUTING.md shows, taken from it, compiled, and run on real servers. */
class AddAMetricTest {
    static final List<Integer> MAJORS = RealPostgres.SUPPORTED;

    private static final String SHOWN = "<pre>";

    @ParameterizedTest
    @FieldSource("MAJORS")
    void theFileShownGivesTheLineShown(int major, @TempDir Path folder) throws Exception {
        String source = FencedBlock.of(Repository.file("CONTRIBUTING.md")).stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .text();
        String shown = source.substring(source.indexOf(SHOWN) + SHOWN.length(), source.indexOf("</pre>"));
        try (RealPostgres postgres = RealPostgres.of(major).start();
                URLClassLoader loader = new URLClassLoader(new URL[] {compiled(source, folder)});
                PostgresServer server = PostgresServer.open(PostgresSettings.of(
                        "main",
                        PostgresUrl.parse("postgresql://postgres@127.0.0.1:" + postgres.port() + "/postgres")))) {
            QueryCollector collector = (QueryCollector)
                    loader.loadClass(className(source)).getField("COLLECTOR").get(null);
            List<Sample> samples = collector
                    .collect(server, Scrape.within(Duration.ofSeconds(30)))
                    .samples();
            assertThat(samples).extracting(AddAMetricTest::line).contains(shown);
            assertThat(samples).extracting(Sample::metric).containsAll(collector.metrics());
        }
    }

    /** The folder of its class. */
    private static URL compiled(String source, Path folder) throws Exception {
        String name = className(source);
        Path file = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
        Files.writeString(file, source);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-processing,-path",
                        "-Werror",
                        "-cp",
                        classPath(),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(exit).as("javac's exit code").isZero();
        return folder.toUri().toURL();
    }

    /** Surefire's own jar names the rest in its manifest, which javac reads, too. */
    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String className(String source) {
        return Stream.of("package ", "public final class ")
                .map(keyword -> source.substring(source.indexOf(keyword) + keyword.length())
                        .split("[ ;]", 2)[0])
                .reduce((packageName, simpleName) -> packageName + "." + simpleName)
                .orElseThrow();
    }

    /** As the page has a sample without labels. */
    private static String line(Sample sample) {
        return sample.metric().name() + " " + ((Value) sample).value();
    }
}
