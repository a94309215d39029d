package com.kryonix.events;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link TailProcessMain} in a small Java process of its own, which can be scraped, held, killed and ended. */
final class TailProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final OutputStream asking;
    private final DataInputStream answers;

    /** @param log what it logs is appended to it */
    TailProcess(String url, Path log) throws IOException {
        this.log = log;
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // Its file would outlive a process that is killed.
                "-XX:-UsePerfData",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                TailProcessMain.class.getName(),
                url);
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.asking = process.getOutputStream();
        this.answers = new DataInputStream(process.getInputStream());
    }

    /** What it shows now; it waits for one that has just been started. */
    Exposed scrape() throws Exception {
        try {
            asking.write('?');
            asking.flush();
            Awaiting.until(
                    () -> answers.available() > 0 || !process.isAlive(),
                    () -> "the process under trial does not answer; it logged:\n" + Files.readString(log));
            return Exposed.read(answers);
        } catch (IOException e) {
            throw new IOException("the process under trial is gone; it logged:\n" + Files.readString(log), e);
        }
    }

    /** Stops it where it stands, until it goes on or is killed. */
    void hold() throws IOException, InterruptedException {
        signal("STOP");
    }

    void release() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<String> command = List.of("kill", "-" + signal, Long.toString(process.pid()));
        int status = new ProcessBuilder(command).start().waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
    }

    /** As {@code kill -9} does: it writes no last checkpoint, and closes no connection. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int status = process.waitFor();
        if (status != 128 + 9) {
            throw new AssertionError("killed, it ended with " + status);
        }
    }

    /** Lets it end by itself, as the exporter does when it is told to. Returns its exit code. */
    int end() throws IOException, InterruptedException {
        asking.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process under trial does not end; it logged:\n" + Files.readString(log));
        }
        return process.exitValue();
    }

    /** Whatever became of it, it runs no longer. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
