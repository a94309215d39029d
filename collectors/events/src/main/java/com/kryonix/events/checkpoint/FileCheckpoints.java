package com.kryonix.events.checkpoint;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.WriteAheadLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in files, one a tail, its owner's alone: written beside, forced to disk, renamed.
 *
 * <p>A file does not share the database's fate, so a checkpoint waits until the server's log is on disk up to the
 * moment of its state: a crash of the server cannot take back what it says then.
 */
public final class FileCheckpoints implements CheckpointStore {
    /** The server's log writer brings everything to disk within three of its rounds of 200 ms. */
    private static final int LOOKS = 20;

    private static final String BETWEEN_LOOKS = "SELECT pg_sleep(0.05)";

    private final Path path;

    /** @param path to which each tail's name is appended */
    public FileCheckpoints(Path path) {
        this.path = path;
    }

    private Path file(String tail) {
        return path.resolveSibling(path.getFileName() + "." + tail);
    }

    @Override
    public byte @Nullable [] load(Connection connection, String tail) throws IOException {
        try {
            return Files.readAllBytes(file(tail));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    @Override
    public boolean save(Connection connection, String tail, byte @Nullable [] before, byte[] checkpoint)
            throws SQLException, IOException {
        long written = WriteAheadLog.written(connection);
        if (!WriteAheadLog.isOnDisk(connection, written)) {
            WriteAheadLog.ask(connection);
        }
        for (int look = 0; !WriteAheadLog.isOnDisk(connection, written); look++) {
            if (look == LOOKS) {
                return false;
            }
            pause(connection);
        }
        follow(connection, tail, before, checkpoint);
        return true;
    }

    /** While no other process does: what it wrote after the look, and before the renaming, would be lost. */
    private void follow(Connection connection, String tail, byte @Nullable [] before, byte[] checkpoint)
            throws SQLException, IOException {
        Path file = file(tail);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            StateFolder.make(folder);
        }
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        // Closing it lets it go. The file stays, since somebody may be waiting for it.
        try (FileChannel channel = FileChannel.open(
                lock,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                StateFolder.ownerOnly(lock))) {
            for (int look = 0; !isOurs(channel); look++) {
                if (look == LOOKS) {
                    throw new CheckpointLocked("file " + lock + " is locked by another process");
                }
                pause(connection);
            }
            byte[] there = load(connection, tail);
            if (there != null && !Arrays.equals(there, before)) {
                throw new CheckpointTaken(place(), there);
            }
            write(file, checkpoint);
        }
    }

    private static boolean isOurs(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (IOException withoutLocks) {
            // Some file systems of a network have none; two processes seldom write there at once.
            return true;
        }
    }

    private static void pause(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BETWEEN_LOOKS + TailConnection.MARK);
        }
    }

    static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            StateFolder.make(folder);
        }
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        // Never through what is there: that may be a link to somewhere else.
        Files.deleteIfExists(beside);
        try (FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                StateFolder.ownerOnly(beside))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (folder != null && StateFolder.posix(folder)) {
            // Else a machine that fails may come back with the file of before.
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    @Override
    public void renew(Connection connection, String tail, byte @Nullable [] there) throws IOException {
        byte[] found = load(connection, tail);
        if (found == null) {
            return;
        }
        if (!Arrays.equals(found, there)) {
            throw new CheckpointTaken(place(), found);
        }
        Files.setLastModifiedTime(file(tail), FileTime.from(Instant.now()));
    }

    /** None that is known of: another exporter's may be anywhere. */
    @Override
    public List<String> otherInstances(Connection connection, String tail) {
        return List.of();
    }

    @Override
    public @Nullable Duration silence(Connection connection, String tail) throws IOException {
        try {
            return Duration.between(Files.getLastModifiedTime(file(tail)).toInstant(), Instant.now());
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /** Removes a tail's, so that nobody goes on from it. */
    public void remove(String tail) throws IOException {
        Files.deleteIfExists(file(tail));
    }

    @Override
    public boolean sharesFate() {
        return false;
    }

    @Override
    public String place() {
        return "file " + path + ".*";
    }
}
