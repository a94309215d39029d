package com.kryonix.events.checkpoint;

import com.kryonix.events.reading.TailConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in the table {@code performance.exporter_checkpoint} of the tailed database.
 *
 * <p>They share the fate of what they count: a server that loses its last transactions in a crash, a restored backup
 * and a promoted standby have the rows and the checkpoint of one moment.
 */
public final class DatabaseCheckpoints implements CheckpointStore {
    /** Also made by the schema's migrations. */
    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS performance.exporter_checkpoint (
                instance text NOT NULL,
                tail text NOT NULL,
                state bytea NOT NULL,
                updated_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (instance, tail)
            )""";

    private static final String LOAD =
            "SELECT state FROM performance.exporter_checkpoint WHERE instance = ? AND tail = ?";

    /** Nothing when another one is there: by its digest, since one may be large. */
    private static final String FOLLOW = """
            UPDATE performance.exporter_checkpoint SET state = ?, updated_at = now()
            WHERE instance = ? AND tail = ? AND sha256(state) = ?""";

    private static final String FIRST = """
            INSERT INTO performance.exporter_checkpoint (state, instance, tail) VALUES (?, ?, ?)
            ON CONFLICT (instance, tail) DO NOTHING""";

    private static final String USABLE = """
            SELECT has_table_privilege(t, 'SELECT') AND has_table_privilege(t, 'INSERT')
                AND has_table_privilege(t, 'UPDATE')
            FROM to_regclass('performance.exporter_checkpoint') t WHERE t IS NOT NULL""";

    private final String instance;

    public DatabaseCheckpoints(String instance) {
        this.instance = instance;
    }

    /** Makes the table where it is missing. Returns why this database cannot hold checkpoints; empty when it can. */
    public static String prepare(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            Boolean usable = usable(statement);
            if (usable == null) {
                statement.execute(CREATE);
                return "";
            }
            return usable
                    ? ""
                    : "the exporter's user may not SELECT, INSERT and UPDATE performance.exporter_checkpoint: grant it";
        } catch (SQLException e) {
            return "table performance.exporter_checkpoint is missing and cannot be made ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + "): run kryonix-exporter schema apply";
        }
    }

    private static @Nullable Boolean usable(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(USABLE + TailConnection.MARK)) {
            return row.next() ? row.getBoolean(1) : null;
        }
    }

    @Override
    public byte @Nullable [] load(Connection connection, String tail) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOAD + TailConnection.MARK)) {
            statement.setString(1, instance);
            statement.setString(2, tail);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    /**
     * The commit waits until it is on disk, and with it every transaction that had ended when the checkpoint's state
     * was read: otherwise a crash could take their ids back, and new rows would come with ids below the horizon.
     */
    @Override
    public boolean save(Connection connection, String tail, byte @Nullable [] before, byte[] checkpoint)
            throws SQLException, CheckpointTaken {
        connection.setAutoCommit(false);
        try (Statement durable = connection.createStatement()) {
            durable.execute("SET LOCAL synchronous_commit = local");
            // A row that somebody has deleted is made again.
            if ((before == null || !follow(connection, tail, before, checkpoint))
                    && !first(connection, tail, checkpoint)) {
                byte[] there = load(connection, tail);
                throw new CheckpointTaken(place(), there == null ? new byte[0] : there);
            }
            connection.commit();
        } catch (SQLException | CheckpointTaken e) {
            rollBack(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
        return true;
    }

    private boolean follow(Connection connection, String tail, byte[] before, byte[] checkpoint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FOLLOW + TailConnection.MARK)) {
            statement.setBytes(1, checkpoint);
            statement.setString(2, instance);
            statement.setString(3, tail);
            statement.setBytes(4, sha256(before));
            return statement.executeUpdate() > 0;
        }
    }

    private boolean first(Connection connection, String tail, byte[] checkpoint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIRST + TailConnection.MARK)) {
            statement.setBytes(1, checkpoint);
            statement.setString(2, instance);
            statement.setString(3, tail);
            return statement.executeUpdate() > 0;
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public String place() {
        return "table performance.exporter_checkpoint";
    }
}
