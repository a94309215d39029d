package com.kryonix.demo.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The exporter as people run it: its launcher, two URLs in the environment, a process of its own. */
public final class Exporter implements AutoCloseable {
    private final Child child;
    private final String url;

    public Exporter(Path repository, Path folder, int port, Databases databases, Consumer<String> news)
            throws InterruptedException {
        this.url = "http://127.0.0.1:" + port;
        this.child = new Child(
                "exporter",
                command(repository, folder, port),
                Map.of(
                        "KRYONIX_POSTGRES_URL",
                        databases.exporterUrl(),
                        "KRYONIX_REDIS_URL",
                        databases.redisUrl(),
                        "JAVA_OPTS",
                        "-Djava.io.tmpdir=" + folder),
                folder.resolve("exporter.log"),
                news);
        try {
            new Readiness().await(child, "exporter", url + "/-/ready");
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    /** The launcher, which knows the JVM's flags, or the jar alone. */
    private static List<String> command(Path repository, Path folder, int port) {
        Path launcher = repository.resolve("bin/kryonix-exporter");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(launcher)) {
            command.add(launcher.toString());
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + folder,
                    "-jar",
                    repository.resolve("exporter/target/kryonix-exporter.jar").toString()));
        }
        command.addAll(List.of("serve", "--listen", "127.0.0.1:" + port));
        return command;
    }

    public String url() {
        return url;
    }

    /** Of the process that serves now: another one after a restart. */
    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
