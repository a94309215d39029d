package com.kryonix.events;

import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.DatabaseCheckpoints;
import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.events.reading.TailConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the tails of one connection keep their checkpoints: the database, or a file where the configuration says so or
 * the database does not let us. Found out once there is something to keep: a database without event tables is not asked
 * for a table of checkpoints.
 */
final class CheckpointPlace {
    private static final String STANDBY = "this is a standby";

    private final TailConnection connection;
    private final TailSettings settings;
    private final Consumer<String> warning;
    private @Nullable CheckpointStore found;

    /** @param warning told when checkpoints go elsewhere than one would think */
    CheckpointPlace(TailConnection connection, TailSettings settings, Consumer<String> warning) {
        this.connection = connection;
        this.settings = settings;
        this.warning = warning;
    }

    /** @throws IOException when there is no place that is this user's alone */
    private CheckpointStore store() throws IOException {
        CheckpointStore store = found;
        if (store == null) {
            store = find();
            found = store;
        }
        return store;
    }

    private CheckpointStore find() throws IOException {
        Path file = settings.checkpointFile();
        if (file != null) {
            return new FileCheckpoints(file);
        }
        String reason = connection.server().standby() ? STANDBY : DatabaseCheckpoints.prepare(connection);
        if (reason.isEmpty()) {
            return new DatabaseCheckpoints(settings.instance());
        }
        FallbackFile fallback = FallbackFile.open(connection, settings);
        warning.accept("checkpoints go to files " + fallback.path() + ".*, because " + reason);
        return fallback.checkpoints();
    }

    /** The place of one tail, with what an exporter left in a file while the database would not hold it. */
    CheckpointStore storeOf(TailTarget target) throws SQLException, IOException {
        CheckpointStore store = store();
        FallbackFile left = store.sharesFate() ? FallbackFile.left(connection, settings) : null;
        if (left != null) {
            left.moveTo(store, connection, target);
        }
        return store;
    }

    /** The place where an exporter of this user would find this tail's; makes nothing. */
    static CheckpointStore asItIs(TailConnection connection, TailSettings settings, String tail)
            throws SQLException, IOException {
        Path file = settings.checkpointFile();
        if (file != null) {
            return new FileCheckpoints(file);
        }
        if (connection.server().standby()
                || !DatabaseCheckpoints.obstacle(connection).isEmpty()) {
            return FallbackFile.planned(connection, settings).checkpoints();
        }
        CheckpointStore store = new DatabaseCheckpoints(settings.instance());
        FallbackFile left = FallbackFile.left(connection, settings);
        boolean moves = left != null
                && left.checkpoints().load(connection.jdbc(), tail) != null
                && (!connection.has("performance.exporter_checkpoint") || store.load(connection.jdbc(), tail) == null);
        return left != null && moves ? left.checkpoints() : store;
    }
}
