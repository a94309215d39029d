package com.kryonix.events;

import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.DatabaseCheckpoints;
import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.events.checkpoint.StateFolder;
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
    CheckpointStore store() throws IOException {
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
        Path fallback = fallback(connection, settings);
        warning.accept("checkpoints go to files " + fallback + ".*, because " + reason);
        return new FileCheckpoints(fallback);
    }

    private static Path fallback(TailConnection connection, TailSettings settings) throws IOException {
        TailConnection.Server server = connection.server();
        return StateFolder.ofProcess()
                .open()
                .resolve(settings.instance() + "-" + Long.toUnsignedString(server.cluster()) + "-" + server.database());
    }

    /** The place that an exporter of this user would have; changes nothing in the database. */
    static CheckpointStore asItIs(TailConnection connection, TailSettings settings) throws SQLException, IOException {
        Path file = settings.checkpointFile();
        if (file != null) {
            return new FileCheckpoints(file);
        }
        return connection.server().standby()
                        || !DatabaseCheckpoints.obstacle(connection).isEmpty()
                ? new FileCheckpoints(fallback(connection, settings))
                : new DatabaseCheckpoints(settings.instance());
    }
}
