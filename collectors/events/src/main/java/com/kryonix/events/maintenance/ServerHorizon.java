package com.kryonix.events.maintenance;

import com.kryonix.events.reading.TailConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Up to which transaction all have ended. Rows of later ones are provisional for whoever counts by transaction: one that
 * goes before it has settled is taken back, and a counter falls.
 *
 * <p>Source: {@code pg_current_snapshot()}, whose xmin is the oldest transaction of the whole cluster that has an id;
 * {@code pg_stat_activity}; {@code pg_prepared_xacts}.
 *
 * @param xmin every transaction below it has ended
 * @param held whether there are later ones that have ended, and it has not moved for a minute, as far as one can see
 * @param holder who holds it, and how to end that
 */
record ServerHorizon(long xmin, boolean held, String holder) {
    private static final String ASK = """
            SELECT pg_snapshot_xmin(s)::text::bigint,
                pg_snapshot_xmin(s) < pg_snapshot_xmax(s) AND who.young IS NOT TRUE, who.what
            FROM pg_current_snapshot() s LEFT JOIN (
                SELECT backend_xid AS xid, xact_start > clock_timestamp() - interval '1 minute' AS young,
                    format('session %s of %s (%s), in a transaction since %s UTC, ends it: SELECT pg_terminate_backend(%1$s) if it'
                        ' does not end by itself', pid, quote_ident(usename), coalesce(nullif(application_name, ''), 'no name'),
                        to_char(xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')) AS what
                FROM pg_stat_activity WHERE backend_xid IS NOT NULL
                UNION ALL
                SELECT transaction, false,
                    format('transaction %1$L, prepared by %2$s at %3$s UTC, ends: COMMIT PREPARED %1$L or ROLLBACK PREPARED %1$L'
                        ' in database %4$s', gid, quote_ident(owner), to_char(prepared AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                        quote_ident(database))
                FROM pg_prepared_xacts) who
            ON who.xid::text::bigint = pg_snapshot_xmin(s)::text::bigint & 4294967295""";

    /** More transactions than begin while a statement runs. */
    private static final int MEANWHILE = 1_000_000;

    private static final Duration TO_READ_A_DAY = Duration.ofMinutes(30);

    private static final String UNSEEN =
            "a transaction ends that this role may not see: GRANT pg_read_all_stats TO it, and the next run says whose it is";

    static ServerHorizon of(TailConnection connection) throws SQLException {
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(ASK + TailConnection.MARK)) {
            row.next();
            String what = row.getString(3);
            return new ServerHorizon(row.getLong(1), row.getBoolean(2), what == null ? UNSEEN : what);
        }
    }

    /**
     * A condition that is true of rows that are final. An age is a number of 32 bits with a sign: negative of rows of more
     * than 2^31 transactions ago, which are frozen and keep their xmin. It is so, a little, of a row that another session
     * changed while the statement ran: that one is not final, and no row of just below 2^32 ago is while it looks the same.
     * A special id has the greatest age.
     */
    String isFinal() {
        return "age(xmin) NOT BETWEEN -" + MEANWHILE + " AND (SELECT age('" + (xmin & 0xFFFF_FFFFL) + "'::xid))";
    }

    /** Whether a relation has a row that is not final; reads the whole of it if there is none. */
    boolean holdsRowsOf(TailConnection connection, String relation) throws SQLException {
        String query = "SELECT EXISTS (SELECT FROM " + relation + " WHERE NOT " + isFinal() + ")" + TailConnection.MARK;
        connection.expectAnswerWithin(TO_READ_A_DAY);
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            boolean some = row.next() && row.getBoolean(1);
            connection.expectAnswerWithin(Duration.ZERO);
            return some;
        }
    }
}
