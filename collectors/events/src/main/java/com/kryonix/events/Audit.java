package com.kryonix.events;

import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.Origin;
import com.kryonix.events.fold.ColumnTime;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Triple;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a checkpoint says was counted, beside the rows that it is about as the server counts them: exactly those, however
 * many were written since, since each row tells its transaction.
 *
 * @param counted by the tail
 * @param there in the table
 */
public record Audit(long counted, long there) {
    /** Finds the rows' 64-bit transaction ids; -1 where a row does not tell. */
    private static final String ROWS = """
            SELECT count(*) FROM (
                SELECT %1$s AS t, CASE WHEN xmin::text::bigint < 3 THEN -1
                    ELSE s.top - ((s.top - xmin::text::bigint) & 4294967295) END AS x
                FROM %2$s, (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS top) s) r
            WHERE\s""";

    /** It may take as long as it takes: it reads the whole table. */
    static Audit of(TailConnection connection, EventTable table, TableShape shape, Checkpoint checkpoint)
            throws SQLException {
        connection.jdbc().setNetworkTimeout(Runnable::run, 0);
        String where = table.key() == null
                ? byTransaction(checkpoint.origin(), checkpoint.state(), shape.time())
                : byTime(checkpoint.origin(), shape.time());
        String sql = ROWS.formatted(
                        TableReading.quoted(table.timeColumn()),
                        TableReading.quoted(table.schema()) + "." + TableReading.quoted(table.relation()))
                + where
                + TailConnection.MARK;
        try (PreparedStatement statement = connection.jdbc().prepareStatement(sql)) {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Audit(checkpoint.settled().rows(), row.getLong(1));
            }
        }
    }

    private static String byTransaction(Origin origin, TailState state, ColumnTime time) {
        StringBuilder where = new StringBuilder("x < " + state.horizon());
        for (Triple triple : state.triples()) {
            // Left to the slow pass that comes next.
            where.append(" AND NOT (x >= ")
                    .append(triple.from())
                    .append(" AND x < ")
                    .append(triple.to())
                    .append(" AND coalesce(t < " + time.literal(triple.bound()) + ", true))");
        }
        where.append(" AND (x >= ").append(origin.horizon());
        Long from = origin.from();
        if (from != null) {
            where.append(" OR (coalesce(t >= " + time.literal(from) + ", true)");
            where.append(')');
        }
        return where.append(')').toString();
    }

    private static String byTime(Origin origin, ColumnTime time) {
        Long from = origin.from();
        return from == null || from == TailState.NO_TIME
                ? "true"
                : "CASE WHEN t IS NULL THEN x >= " + origin.horizon() + " ELSE t >= " + time.literal(from) + " END";
    }
}
