package com.kryonix.events.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction on a connection that else commits each statement: rolled back at the end unless committed. */
public final class Transaction implements AutoCloseable {
    private final Connection connection;

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    /** @param settings for this transaction alone: {@code SET LOCAL …} */
    public static Transaction begin(Connection connection, String settings) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
            return new Transaction(connection);
        } catch (SQLException e) {
            try {
                end(connection);
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        }
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        end(connection);
    }

    static void end(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
