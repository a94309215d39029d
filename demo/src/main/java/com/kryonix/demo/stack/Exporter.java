package com.kryonix.demo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The exporter as people run it: its launcher, a file, secrets in the environment, a process of its own. */
public final class Exporter implements AutoCloseable {
    private final Child child;
    private final String url;

    public Exporter(Path repository, Path folder, int port, Databases databases, Consumer<String> news)
            throws IOException, InterruptedException {
        Path config = folder.resolve("kryonix.yml");
        Files.writeString(config, Resource.read("kryonix.yml"));
        Files.createDirectories(folder.resolve("tails"));
        Files.writeString(folder.resolve("tails/payments.yml"), Resource.read("tails/payments.yml"));
        this.url = "http://127.0.0.1:" + port;
        this.child = new Child(
                "exporter",
                List.of(
                        repository.resolve("bin/kryonix-exporter").toString(),
                        "serve",
                        "--config",
                        config.toString(),
                        "--listen",
                        "127.0.0.1:" + port),
                Map.of(
                        "KRYONIX_POSTGRES_URL",
                        databases.exporterUrl(),
                        "KRYONIX_REDIS_URL",
                        databases.redisUrl(),
                        // Its archive of classes goes with the build, not into the user's home.
                        "KRYONIX_CACHE",
                        repository.resolve("demo/target/cache").toString(),
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
