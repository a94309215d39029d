package com.kryonix.postgres.statements;

import com.kryonix.postgres.PostgresServer;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Reads all entries into a {@link Snapshot} by {@code COPY … TO STDOUT (FORMAT binary)}: one round trip whatever their
 * number, one row in memory at a time, and numbers that neither side turns into text and back. A result set would hold
 * every field of every row as an object at once, or need a transaction and a round trip every few hundred rows.
 */
final class EntriesReader {
    private static final int SIGNATURE = 11;
    private static final int HEADER = SIGNATURE + Integer.BYTES;
    /** PostgreSQL counts microseconds from 2000-01-01. */
    private static final double EPOCH_SECONDS = 946_684_800;

    /** Before an array's elements: dimensions, whether there are NULLs, the elements' type, and its one dimension. */
    private static final int ARRAY_HEADER = 5 * Integer.BYTES;

    private final Layout layout;
    private final List<List<Counter>> groups;
    private final String copy;

    /** @param schema the extension's, quoted */
    EntriesReader(Layout layout, String schema) {
        this.layout = layout;
        this.groups = layout.groups().stream().map(layout::members).toList();
        this.copy = "COPY (" + layout.entries(schema) + ") TO STDOUT (FORMAT binary)" + PostgresServer.MARK;
    }

    void read(Connection connection, Snapshot into) throws SQLException {
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        try {
            boolean first = true;
            for (byte[] message = rows.readFromCopy(); message != null; message = rows.readFromCopy()) {
                ByteBuffer row = ByteBuffer.wrap(message);
                if (first) {
                    skipHeader(row);
                    first = false;
                }
                readRow(row, into);
            }
        } finally {
            if (rows.isActive()) {
                rows.cancelCopy();
            }
        }
    }

    /** Before the first row, in its message: a signature, flags, and a header extension of a given length. */
    private static void skipHeader(ByteBuffer message) throws SQLException {
        if (message.remaining() < HEADER + Integer.BYTES) {
            throw broken("a header of " + message.remaining() + " bytes");
        }
        message.position(message.position() + HEADER);
        int extension = message.getInt();
        message.position(message.position() + extension);
    }

    /** The protocol promises one row a message; a count of -1 is the end. */
    private void readRow(ByteBuffer row, Snapshot into) throws SQLException {
        int fields = row.hasRemaining() ? row.getShort() : -1;
        if (fields == -1) {
            return;
        }
        if (fields
                != 4 + layout.single().size() + groups.size() + layout.gauges().size()) {
            throw broken("a row of " + fields + " fields");
        }
        long owner = Snapshot.owner(oid(row), oid(row));
        boolean toplevel = row.getInt() == 1 && row.get() == 1;
        boolean hidden = row.getInt() != Long.BYTES;
        int index = hidden
                ? into.add(owner, 0, Snapshot.HIDDEN)
                : into.add(owner, row.getLong(), toplevel ? Snapshot.TOPLEVEL : Snapshot.NESTED);
        for (Counter counter : layout.single()) {
            if (row.getInt() == Long.BYTES) {
                into.plus(index, counter.place(), counter.isTime() ? row.getDouble() : row.getLong());
            }
        }
        for (List<Counter> members : groups) {
            if (row.getInt() > 0) {
                row.position(row.position() + ARRAY_HEADER);
                for (Counter member : members) {
                    if (row.getInt() == Double.BYTES) {
                        into.plus(index, member.place(), row.getDouble());
                    }
                }
            }
        }
        for (Gauge gauge : layout.gauges()) {
            if (row.getInt() == Long.BYTES) {
                into.plus(index, gauge.place(), gauge == Gauge.SINCE ? timestamp(row.getLong()) : row.getDouble());
            }
        }
    }

    private static long oid(ByteBuffer row) {
        return row.getInt() == Integer.BYTES ? Integer.toUnsignedLong(row.getInt()) : 0;
    }

    private static double timestamp(long microseconds) {
        return microseconds * 1e-6 + EPOCH_SECONDS;
    }

    private static SQLException broken(String what) {
        return new PSQLException("COPY of pg_stat_statements gave " + what, PSQLState.PROTOCOL_VIOLATION);
    }
}
