package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** bin/kryonix-exporter, on the JDK of the test and on those that are installed beside it. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("kryonix.root"), "bin", "kryonix-exporter");
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"((\\d+)[^\"]*)\"$");
    private static final String LISTENING = "listening on http://";

    private final Path folder;
    private final Path jars;
    private final Map<String, String> environment = new HashMap<>();

    LauncherTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.jars = Files.createDirectory(folder.resolve("jars"));
        packJars(jars);
        environment.put("KRYONIX_JAR", jars.resolve("exporter.jar").toString());
        environment.put("KRYONIX_CACHE", folder.resolve("cache").toString());
        environment.put("KRYONIX_REDIS_URL", "redis://127.0.0.1:1");
    }

    /** One of each version from 17 on. */
    static Stream<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Map<String, Path> byVersion = new TreeMap<>();
        try (Stream<Path> beside = Files.list(own.getParent())) {
            for (Path jdk : (Iterable<Path>) beside::iterator) {
                if (Files.isExecutable(jdk.resolve("bin/java")) && Files.isReadable(jdk.resolve("release"))) {
                    Matcher version = VERSION.matcher(Files.readString(jdk.resolve("release")));
                    if (version.find() && Integer.parseInt(version.group(2)) >= 17) {
                        byVersion.put(version.group(2), jdk);
                    }
                }
            }
        }
        return byVersion.values().stream();
    }

    /** What the tests run, as a jar that names the others: an archive takes no folders. */
    private static void packJars(Path jars) throws IOException {
        List<String> names = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(element);
            String name = names.size() + ".jar";
            if (Files.isDirectory(path)) {
                pack(path, jars.resolve(name));
                names.add(name);
            } else if (Files.exists(path)) {
                Files.copy(path, jars.resolve(name));
                names.add(name);
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        try (OutputStream file = Files.newOutputStream(jars.resolve("exporter.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private ExporterProcess launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return ExporterProcess.run(folder, environment, command);
    }

    private void serveAndTerminate() throws Exception {
        try (ExporterProcess exporter = launch("serve", "--listen", "127.0.0.1:0")) {
            exporter.awaitErrors(text -> text.contains(LISTENING));
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
            assertThat(exporter.errors()).contains("msg=stopped").doesNotContain("[warning]", "[error]");
            assertThat(exporter.output()).isEmpty();
        }
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theFirstStartMakesAnArchiveAndTheSecondLoadsItsClassesFromIt(Path jdk) throws Exception {
        environment.put("JAVA_HOME", jdk.toString());
        serveAndTerminate();
        assertThat(cached()).singleElement().asString().matches("java-\\d+[.\\d]*-\\d+");

        Path loaded = folder.resolve("loaded");
        environment.put("JAVA_OPTS", "-Xlog:class+load=info:file=" + loaded);
        serveAndTerminate();
        assertThat(Files.readString(loaded))
                .containsPattern(Pattern.quote(Main.class.getName()) + " source: shared objects file");
    }

    @Test
    void anArchiveOfAnotherJarGivesWayToThisOnes() throws Exception {
        serveAndTerminate();
        List<String> first = cached();
        Path other = jars.resolve("other.jar");
        try (JarFile jar = new JarFile(jars.resolve("exporter.jar").toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(other), jar.getManifest())) {
            out.putNextEntry(new JarEntry("news"));
        }
        environment.put("KRYONIX_JAR", other.toString());
        serveAndTerminate();
        assertThat(cached()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whereNothingCanBeWrittenItServesWithoutAnArchive() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        environment.put("KRYONIX_CACHE", file.resolve("cache").toString());
        serveAndTerminate();
        environment.put("KRYONIX_CACHE", "");
        serveAndTerminate();
        assertThat(Files.readString(file)).isEmpty();
    }

    @Test
    void javaOptsComeLastAndWin() throws Exception {
        environment.put("JAVA_OPTS", "-Xmx64m -XX:+PrintFlagsFinal");
        ExporterProcess version = launch("version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output())
                .containsPattern("MaxHeapSize += 67108864")
                .containsPattern("TieredStopAtLevel += 1")
                .containsPattern("UseSerialGC += true")
                .contains("kryonix-exporter ");
    }

    @Test
    void aSignalWhileTheArchiveIsMadeEndsItAtOnceAndLeavesNothing() throws Exception {
        environment.put("KRYONIX_REDIS_URL", "redis://192.0.2.1:6379");
        try (ExporterProcess exporter = launch("serve", "--listen", "127.0.0.1:0")) {
            exporter.awaitErrors(text -> Files.exists(folder.resolve("cache")) && exporter.hasChild("--rehearse"));
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
            assertThat(cached()).isEmpty();
        }
    }

    @Test
    void aMissingJarAndAMissingJavaAreOneLineAndExitCode2() throws Exception {
        environment.put("JAVA_HOME", "/no/such/jdk");
        ExporterProcess java = launch("version");
        assertThat(java.exitCode()).isEqualTo(2);
        assertThat(java.errors())
                .isEqualToIgnoringNewLines("kryonix-exporter: no Java; install a JRE 17 or later, or set JAVA_HOME");
        environment.put("KRYONIX_JAR", "/no/such.jar");
        ExporterProcess jar = launch("version");
        assertThat(jar.exitCode()).isEqualTo(2);
        assertThat(jar.errors())
                .isEqualToIgnoringNewLines(
                        "kryonix-exporter: no /no/such.jar; build it with: mvn package -DskipTests -pl exporter -am");
    }
}
