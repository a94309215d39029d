package com.kryonix.events.reading;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The rows of a query by {@code COPY … TO STDOUT (FORMAT binary)}: one row in memory at a time, one round trip, and
 * neither side turns numbers and times into texts and back, which would cost both several times what counting a row
 * does. The format is in PostgreSQL's documentation of COPY.
 */
final class BinaryRows {
    private static final int SIGNATURE = 11;
    private static final int HEADER = SIGNATURE + Integer.BYTES;

    private BinaryRows() {}

    /** Takes a row: its fields, each a length, or -1 for NULL, and so many bytes. */
    @FunctionalInterface
    interface Sink {
        void row(ByteBuffer fields) throws SQLException;
    }

    /**
     * Hands over each row as it comes in.
     *
     * @param columns how many the query has
     * @return how many rows there were
     */
    static long read(TailConnection connection, String query, int columns, Sink sink) throws SQLException {
        CopyOut copy = null;
        connection.reads(true);
        try {
            copy = connection
                    .jdbc()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)" + TailConnection.MARK);
            long rows = 0;
            boolean first = true;
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                ByteBuffer row = ByteBuffer.wrap(message);
                if (first) {
                    skipHeader(row);
                    first = false;
                }
                if (hasFields(row, columns)) {
                    sink.row(row);
                    rows++;
                }
            }
            return rows;
        } finally {
            if (copy != null) {
                readOut(copy);
            }
            connection.reads(false);
        }
    }

    /**
     * After a failure of ours: what the server still sends must not be taken for the next statement's answer. To cancel
     * would race with what it has sent already, and might hit the next statement.
     */
    private static void readOut(CopyOut copy) throws SQLException {
        while (copy.isActive() && copy.readFromCopy() != null) {
            // Nothing is made of it.
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
    private static boolean hasFields(ByteBuffer row, int columns) throws SQLException {
        int fields = row.hasRemaining() ? row.getShort() : -1;
        if (fields != -1 && fields != columns) {
            throw broken("a row of " + fields + " fields");
        }
        return fields == columns;
    }

    private static SQLException broken(String what) {
        return new PSQLException("COPY gave " + what, PSQLState.PROTOCOL_VIOLATION);
    }
}
