package com.kryonix.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free loopback port, persistence off unless asked for. The port outlives a restart. */
public final class RealRedis implements AutoCloseable {
    private final Path executable;
    private final Path folder;
    private final int port = ServerProcess.freePort();
    private final List<String> options = new ArrayList<>();
    private final ServerProcess process;

    private RealRedis(String name, Path executable, Path folder) {
        this.executable = executable;
        this.folder = folder;
        this.process = new ServerProcess(name, folder, "KILL");
        with("save", "");
        with("bind", "127.0.0.1");
        with("dir", folder.toString());
    }

    /** Redis 6.2, from embedded-redis. */
    public static RealRedis embedded() {
        try {
            Path folder = Files.createTempDirectory("kryonix-redis-");
            Path executable = ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
            return new RealRedis("Redis 6.2", executable, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The machine's own {@code redis-server} (Debian 12's is 7.0), if there is one. */
    public static Optional<RealRedis> installed() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path executable = Path.of(folder).resolve("redis-server");
            if (!folder.isEmpty() && Files.isExecutable(executable)) {
                try {
                    return Optional.of(new RealRedis(
                            executable.toString(), executable, Files.createTempDirectory("kryonix-redis-")));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    /** A server setting, applied at the next start. */
    public RealRedis with(String setting, String value) {
        options.add("--" + setting);
        options.add(value);
        return this;
    }

    /** For a caller that ends it in a shutdown hook of its own: without one, the end comes in no order. */
    public RealRedis withoutShutdownHook() {
        process.withoutShutdownHook();
        return this;
    }

    public RealRedis start() {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "--port", Integer.toString(port)));
        command.addAll(options);
        process.start(command, this::answers);
        return this;
    }

    /** Any answer will do: one that asks for a password has started, too. */
    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            OutputStream out = socket.getOutputStream();
            out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String reply = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
            return reply.equals("+PONG") || reply.equals("-NOAU");
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** {@code redis://127.0.0.1:port}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** The working folder: dumps, ACL files. */
    public Path folder() {
        return folder;
    }

    /** Ends it; {@link #start} brings it back, empty unless it saved. */
    public void stop() {
        process.end("TERM");
    }

    /** Stops the process where it stands: connections stay open and nothing answers. */
    public void pause() {
        process.signal("STOP");
    }

    public void resume() {
        process.signal("CONT");
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
