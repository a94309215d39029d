package com.kryonix.events;

import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.CheckpointRefused;
import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.CheckpointTaken;
import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.events.checkpoint.Lineage;
import com.kryonix.events.checkpoint.Position;
import com.kryonix.events.checkpoint.StateFolder;
import com.kryonix.events.reading.TailConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the checkpoints of a database went while it would not hold them. Once it does, the tails go on from these, and
 * the files go away: one that stayed would be gone on from again some day, when it is long out of date.
 */
public record FallbackFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackFile.class);

    /**
     * Made ready to be written.
     *
     * @throws IOException when there is no folder for it that is this user's alone, in one line with what to do
     */
    public static FallbackFile open(TailConnection connection, TailSettings settings) throws IOException {
        return in(StateFolder.ofProcess().open(), connection, settings);
    }

    /**
     * Where it would be. Makes nothing.
     *
     * @throws IOException when there would be no folder for it, in one line with what to do
     */
    public static FallbackFile planned(TailConnection connection, TailSettings settings) throws IOException {
        return in(StateFolder.ofProcess().planned(), connection, settings);
    }

    /** As it was left; null when there is no folder for such files, or none that is trusted. */
    static @Nullable FallbackFile left(TailConnection connection, TailSettings settings) {
        try {
            Path folder = StateFolder.ofProcess().existing();
            return folder == null ? null : in(folder, connection, settings);
        } catch (IOException notTrusted) {
            LOG.debug("checkpoints in files are not looked for: {}", notTrusted.getMessage());
            return null;
        }
    }

    private static FallbackFile in(Path folder, TailConnection connection, TailSettings settings) {
        TailConnection.Server server = connection.server();
        return new FallbackFile(folder.resolve(
                settings.instance() + "-" + Long.toUnsignedString(server.cluster()) + "-" + server.database()));
    }

    FileCheckpoints checkpoints() {
        return new FileCheckpoints(path);
    }

    /** Moves a tail's checkpoint to where it has none yet. */
    void moveTo(CheckpointStore store, TailConnection connection, TailTarget target) throws SQLException, IOException {
        String tail = target.table().name();
        FileCheckpoints files = checkpoints();
        byte[] left = files.load(connection.jdbc(), tail);
        if (left == null) {
            return;
        }
        if (store.load(connection.jdbc(), tail) == null) {
            try {
                refuseIfOfAnotherHistory(left, connection);
                store.save(connection.jdbc(), tail, null, left);
                LOG.info(
                        "{}goes on from its checkpoint in {}, which is in {} from now on",
                        target,
                        files.place(),
                        store.place());
            } catch (CheckpointRefused refused) {
                LOG.warn("{}checkpoint in {} refused: {}", target, files.place(), refused.getMessage());
            } catch (CheckpointTaken other) {
                LOG.debug("{}somebody else has just written one", target);
            }
        }
        files.remove(tail);
    }

    /** A file does not share the database's fate; in the database it would look as if it had. */
    private static void refuseIfOfAnotherHistory(byte[] checkpoint, TailConnection connection)
            throws SQLException, CheckpointRefused {
        if (checkpoint.length == 0) {
            return;
        }
        Position position = CheckpointCodec.stamp(checkpoint).position();
        Position here = Position.of(connection.jdbc());
        if (Lineage.of(position, here) != Lineage.SAME) {
            throw new CheckpointRefused("the server's history is another one since (it is of " + position
                    + ", the server at " + here + ")");
        }
    }
}
