package com.kryonix.events.checkpoint;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.Transaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in the table {@code performance.exporter_checkpoint} of the tailed database.
 *
 * <p>They share the fate of what they count: a server that loses its last transactions in a crash, a restored backup
 * and a promoted standby have the rows and the checkpoint of one moment.
 */
public final class DatabaseCheckpoints implements CheckpointStore {
    /** Where transactions are read-only by default (default_transaction_read_only), whoever may write says so. */
    private static final String WRITING = "SET TRANSACTION READ WRITE";

    /** One transaction's alone, since a pooler hands the connection on. */
    private static final String NOT_LONG = "SET LOCAL lock_timeout = '1s'";

    private static final String DURABLY = "SET LOCAL synchronous_commit = local";

    /** What the server says when {@link #NOT_LONG} is over. */
    private static final String LOCKED = "55P03";

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

    /** In case of a crash, one sign of life less is no loss: nobody waits for the disk. */
    private static final String RENEW = """
            UPDATE performance.exporter_checkpoint SET updated_at = now()
            FROM (SELECT set_config('synchronous_commit', 'off', true)) lazily
            WHERE instance = ? AND tail = ? AND sha256(state) = ?""";

    private static final String SILENCE = """
            SELECT (extract(epoch FROM now() - updated_at) * 1000)::bigint FROM performance.exporter_checkpoint
            WHERE instance = ? AND tail = ?""";

    private static final String OTHERS = """
            SELECT coalesce(array_agg(instance ORDER BY instance), '{}') FROM performance.exporter_checkpoint
            WHERE instance <> ? AND tail = ?""";

    private static final String FIRST = """
            INSERT INTO performance.exporter_checkpoint (state, instance, tail) VALUES (?, ?, ?)
            ON CONFLICT (instance, tail) DO NOTHING""";

    /** Of a schema that the user may not look into, too. */
    private static final String RIGHTS = """
            SELECT has_schema_privilege(n.oid, 'CREATE'), c.oid IS NOT NULL,
                has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
                AND has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
            FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'exporter_checkpoint'
            WHERE n.nspname = 'performance'""";

    private static final String MISSING = "table performance.exporter_checkpoint is missing";

    private final String instance;

    public DatabaseCheckpoints(String instance) {
        this.instance = instance;
    }

    /** Makes the table where it is missing. Returns why this database cannot hold checkpoints; empty when it can. */
    public static String prepare(TailConnection connection) {
        try (Statement statement = connection.jdbc().createStatement()) {
            Rights rights = rights(statement);
            if (rights.there()) {
                return rights.usable() ? "" : refused(connection);
            }
            create(connection.jdbc());
            return "";
        } catch (SQLException e) {
            return MISSING + " and cannot be made ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + "): run kryonix-exporter schema apply";
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Transaction making = Transaction.begin(connection, WRITING);
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            making.commit();
        }
    }

    /**
     * Why this database cannot hold checkpoints, and what to run; empty when it can, or will once {@link #prepare} has
     * made the table. Changes nothing.
     */
    public static String obstacle(TailConnection connection) throws SQLException {
        try (Statement statement = connection.jdbc().createStatement()) {
            Rights rights = rights(statement);
            if (rights.there()) {
                return rights.usable() ? "" : refused(connection);
            }
            return rights.creating()
                    ? ""
                    : MISSING + " and user " + connection.server().user()
                            + " may not make it: run kryonix-exporter schema apply as the owner, then"
                            + " provisioning/postgres/role.sql";
        }
    }

    private static String refused(TailConnection connection) {
        String user = connection.server().user();
        return "user " + user + " may not keep its checkpoints in table performance.exporter_checkpoint: GRANT SELECT,"
                + " INSERT, UPDATE, DELETE ON performance.exporter_checkpoint TO \"" + user + "\"";
    }

    /**
     * What the user may do.
     *
     * @param creating whether a table in the schema
     */
    private record Rights(boolean creating, boolean there, boolean usable) {}

    private static Rights rights(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(RIGHTS + TailConnection.MARK)) {
            return row.next()
                    ? new Rights(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3))
                    : new Rights(false, false, false);
        }
    }

    @Override
    public byte @Nullable [] load(Connection connection, String tail) throws SQLException, IOException {
        return transaction(connection, NOT_LONG, () -> loaded(connection, tail));
    }

    private byte @Nullable [] loaded(Connection connection, String tail) throws SQLException {
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
            throws SQLException, IOException {
        transaction(connection, WRITING + "; " + NOT_LONG + "; " + DURABLY, () -> {
            // A row that somebody has deleted is made again.
            if ((before == null || !follow(connection, tail, before, checkpoint))
                    && !first(connection, tail, checkpoint)) {
                byte[] there = loaded(connection, tail);
                throw new CheckpointTaken(place(), there == null ? new byte[0] : there);
            }
            return true;
        });
        return true;
    }

    /** What is done in one transaction. */
    private interface Work<T> {
        @Nullable
        T done() throws SQLException, IOException;
    }

    private <T> @Nullable T transaction(Connection connection, String settings, Work<T> work)
            throws SQLException, IOException {
        try (Transaction transaction = Transaction.begin(connection, settings)) {
            T result = work.done();
            transaction.commit();
            return result;
        } catch (SQLException e) {
            if (LOCKED.equals(e.getSQLState())) {
                throw new CheckpointLocked(place(), e);
            }
            throw e;
        }
    }

    private boolean follow(Connection connection, String tail, byte[] before, byte[] checkpoint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FOLLOW + TailConnection.MARK)) {
            statement.setBytes(1, checkpoint);
            statement.setString(2, instance);
            statement.setString(3, tail);
            statement.setBytes(4, Sha256.of(before));
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

    /** Not while somebody locks it: a sign of life less does no harm. */
    @Override
    public void renew(Connection connection, String tail, byte @Nullable [] there) throws SQLException, IOException {
        try {
            if (there != null && renewed(connection, tail, there)) {
                return;
            }
            byte[] found = load(connection, tail);
            if (found != null) {
                throw new CheckpointTaken(place(), found);
            }
        } catch (CheckpointLocked later) {
            return;
        }
    }

    private boolean renewed(Connection connection, String tail, byte[] there) throws SQLException, IOException {
        Boolean renewed = transaction(connection, WRITING + "; " + NOT_LONG, () -> {
            try (PreparedStatement statement = connection.prepareStatement(RENEW + TailConnection.MARK)) {
                statement.setString(1, instance);
                statement.setString(2, tail);
                statement.setBytes(3, Sha256.of(there));
                return statement.executeUpdate() > 0;
            }
        });
        return Boolean.TRUE.equals(renewed);
    }

    @Override
    public List<String> otherInstances(Connection connection, String tail) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OTHERS + TailConnection.MARK)) {
            statement.setString(1, instance);
            statement.setString(2, tail);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return List.of((String[]) row.getArray(1).getArray());
            }
        }
    }

    @Override
    public @Nullable Duration silence(Connection connection, String tail) throws SQLException, IOException {
        return transaction(connection, NOT_LONG, () -> {
            try (PreparedStatement statement = connection.prepareStatement(SILENCE + TailConnection.MARK)) {
                statement.setString(1, instance);
                statement.setString(2, tail);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Duration.ofMillis(row.getLong(1)) : null;
                }
            }
        });
    }

    @Override
    public boolean sharesFate() {
        return true;
    }

    @Override
    public String place() {
        return "table performance.exporter_checkpoint";
    }
}
