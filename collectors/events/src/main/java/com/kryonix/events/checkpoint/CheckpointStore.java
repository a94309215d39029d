package com.kryonix.events.checkpoint;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where checkpoints are kept, one a tail. */
public interface CheckpointStore {
    /** The last one saved; null when there is none, and empty when the command line has taken it away. */
    byte @Nullable [] load(Connection connection, String tail) throws SQLException, IOException;

    /**
     * Saves it whole or not at all.
     *
     * @param before the one that it follows: loaded, or saved last; null: none
     * @throws CheckpointTaken when there is another one than {@code before}
     * @return false when it cannot be saved yet: a crash of the server could still undo what it says was seen
     */
    boolean save(Connection connection, String tail, byte @Nullable [] before, byte[] checkpoint)
            throws SQLException, IOException;

    /**
     * A sign of life of the one who wrote {@code there}, and a look whether it still is.
     *
     * @param there loaded, or saved last; null: none
     * @throws CheckpointTaken when there is another one
     */
    void renew(Connection connection, String tail, byte @Nullable [] there) throws SQLException, IOException;

    /** Under which other names of exporters there is one of this tail. */
    List<String> otherInstances(Connection connection, String tail) throws SQLException, IOException;

    /** How long ago it was saved or renewed; null when there is none. */
    @Nullable
    Duration silence(Connection connection, String tail) throws SQLException, IOException;

    /**
     * Whether it shares the rows' fate: a server that is set back, or promoted, has the checkpoint of that very moment.
     */
    boolean sharesFate();

    /** Where, for users. */
    String place();
}
