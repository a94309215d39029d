package com.kryonix.events.reading;

import com.kryonix.collector.Version;
import com.kryonix.events.fold.Sighting;
import com.kryonix.events.fold.Tolerances;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The one connection that all tails of a database use in turn. A new one may be to another server, or to one that
 * was set back meanwhile.
 */
public final class TailConnection implements AutoCloseable {
    /**
     * Ends the exporter's statements, so that one sees in pg_stat_statements whose they are. From PostgreSQL 18 on, what
     * stands before a statement's first word is not kept there.
     */
    public static final String MARK = " /* kryonix_exporter */";

    private static final int LONGEST_SILENCE_MILLIS = 120_000;
    private static final Duration BEYOND = Duration.ofSeconds(10);

    private static final String WHO = """
            SELECT current_setting('server_version'), current_user, pg_is_in_recovery(),
                pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'),
                (SELECT system_identifier FROM pg_control_system()),
                (SELECT oid FROM pg_database WHERE datname = current_database()),
                (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'),
                current_setting('track_activities')::boolean, getdatabaseencoding(), pg_postmaster_start_time()""";

    /**
     * One round trip, in this order: the clock, open transactions, prepared ones. Vacuuming for hours adds no row. Where no
     * transaction can be prepared, those are not looked for. The functions behind the views: to plan their joins with
     * databases and roles costs the server more than to look. The database is the one that answered first; where this session
     * is not among its own, a pooler has led to another one of the name.
     */
    private static final String SIGHT = """
            SELECT statement_timestamp(), pg_is_in_recovery(), pg_last_xact_replay_timestamp(), pg_postmaster_start_time(),
                    min(xact_start) FILTER (WHERE pid <> pg_backend_pid() AND (backend_xid IS NOT NULL
                        OR xact_start > statement_timestamp() - interval '%1$d ms')),
                    min(xact_start) FILTER (WHERE pid <> pg_backend_pid()), coalesce(bool_or(pid = pg_backend_pid()), false)
                FROM pg_stat_get_activity(NULL)
                WHERE datid = %2$d AND backend_type IS DISTINCT FROM 'autovacuum worker' /* kryonix_exporter */;
            SELECT gid || '/' || transaction::text, prepared FROM pg_prepared_xact()
                WHERE dbid = %2$d AND current_setting('max_prepared_transactions')::integer > 0
                /* kryonix_exporter */""";

    private final Connection connection;
    private final Server server;
    private volatile boolean reading;
    private volatile boolean cancelled;

    /**
     * What is known of the server.
     *
     * @param cluster its system identifier
     * @param database the oid of the database connected to
     * @param seesAll whether other users' transactions tell when they began
     * @param encoding how texts are read
     * @param timescale the extension's version, if it is there
     * @param started when its first process did
     */
    public record Server(
            Version version,
            String user,
            boolean standby,
            boolean seesAll,
            long cluster,
            long database,
            TextEncoding encoding,
            @Nullable Version timescale,
            Instant started) {
        /** Whether it is the very same one, and so was not set back meanwhile. */
        public boolean isSameProcess(Server other) {
            return cluster == other.cluster && started.equals(other.started);
        }
    }

    private TailConnection(Connection connection, Server server) {
        this.connection = connection;
        this.server = server;
    }

    public static TailConnection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
            return new TailConnection(connection, ask(connection));
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    private static Server ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHO + MARK)) {
            row.next();
            String timescale = row.getString(7);
            return new Server(
                    Version.parse(row.getString(1)),
                    row.getString(2),
                    row.getBoolean(3),
                    row.getBoolean(4) && row.getBoolean(8),
                    row.getLong(5),
                    row.getLong(6),
                    TextEncoding.of(row.getString(9)),
                    timescale == null ? null : Version.parse(timescale),
                    instant(row, 10, Instant.EPOCH));
        }
    }

    public Server server() {
        return server;
    }

    public Connection jdbc() {
        return connection;
    }

    /** Whether this is a standby now: promotion keeps connections. */
    public boolean inRecovery() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()" + MARK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Whether there is a table of this name. */
    public boolean has(String relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL" + MARK)) {
            statement.setString(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Lets the server be silent for as long as a statement may take. */
    public void expectAnswerWithin(Duration time) throws SQLException {
        long silence = Math.max(LONGEST_SILENCE_MILLIS, time.plus(BEYOND).toMillis());
        connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, silence));
    }

    /** Which transactions are open: to be asked before the snapshot is taken. */
    public Sighting sight(Tolerances tolerances) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SIGHT.formatted(tolerances.young().toMillis(), server.database));
            ResultSet open = statement.getResultSet();
            open.next();
            Instant now = instant(open, 1, Instant.MAX);
            boolean standby = open.getBoolean(2);
            Instant replayed = instant(open, 3, now);
            if (!server.started.equals(instant(open, 4, Instant.EPOCH))) {
                throw another("process of the server");
            }
            if (!open.getBoolean(7)) {
                throw another("database of this name");
            }
            Instant oldestWriter = earlier(now, instant(open, 5, now));
            Instant oldest = earlier(now, instant(open, 6, now));
            statement.getMoreResults();
            Map<String, Instant> prepared = new HashMap<>();
            ResultSet waiting = statement.getResultSet();
            while (waiting.next()) {
                prepared.put(waiting.getString(1), instant(waiting, 2, now));
            }
            if (standby) {
                return assumed(earlier(now, replayed), tolerances, prepared);
            }
            return server.seesAll
                    ? new Sighting(now, oldestWriter, oldest, prepared)
                    : assumed(now, tolerances, prepared);
        }
    }

    private static SQLException another(String which) {
        return new PSQLException(
                "another " + which + " answers than before, through a pooler", PSQLState.CONNECTION_FAILURE);
    }

    /** Where transactions do not tell when they began: all may be as old as the margin. */
    private static Sighting assumed(Instant now, Tolerances tolerances, Map<String, Instant> prepared) {
        Duration quick =
                tolerances.margin().compareTo(tolerances.young()) < 0 ? tolerances.margin() : tolerances.young();
        return new Sighting(now, now.minus(quick), now.minus(tolerances.margin()), prepared);
    }

    private static Instant instant(ResultSet row, int column, Instant whenNull) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? whenNull : value.toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Notes whether something runs that {@link #cancel} may end. */
    void reads(boolean now) {
        reading = now;
    }

    /** Ends a reading that takes long; from another thread. */
    public void cancel() throws SQLException {
        if (reading) {
            cancelled = true;
            connection.unwrap(PGConnection.class).cancelQuery();
        }
    }

    /** Whether a reading was ended by {@link #cancel}. */
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
