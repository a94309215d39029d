package com.kryonix.events.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in files, one a tail: written beside, forced to disk, renamed.
 *
 * <p>A file does not share the database's fate, so a checkpoint waits until the server's log is on disk up to the
 * moment of its state: a crash of the server cannot take back what it says then.
 */
public final class FileCheckpoints implements CheckpointStore {
    private static final String WRITTEN =
            "SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_insert_lsn() - '0/0' END";
    private static final String ON_DISK =
            "SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_flush_lsn() - '0/0' END";

    private final Path path;
    private final Map<String, Waiting> waiting = new HashMap<>();

    /** A checkpoint that is on its way, and the log position that must be on disk before. */
    private record Waiting(byte[] checkpoint, long position) {}

    /** @param path to which each tail's name is appended */
    public FileCheckpoints(Path path) {
        this.path = path;
    }

    private Path file(String tail) {
        return path.resolveSibling(path.getFileName() + "." + tail);
    }

    @Override
    public byte @Nullable [] load(Connection connection, String tail) throws IOException {
        waiting.remove(tail);
        try {
            return Files.readAllBytes(file(tail));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    @Override
    public boolean save(Connection connection, String tail, byte[] checkpoint) throws SQLException, IOException {
        Waiting first = waiting.get(tail);
        if (first == null) {
            first = new Waiting(checkpoint, position(connection, WRITTEN));
        }
        if (position(connection, ON_DISK) < first.position) {
            waiting.put(tail, first);
            return false;
        }
        waiting.remove(tail);
        write(file(tail), first.checkpoint);
        return first.checkpoint == checkpoint;
    }

    /** On a standby, which has only what its primary has on disk: 0. */
    private static long position(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String place() {
        return "file " + path + ".*";
    }
}
