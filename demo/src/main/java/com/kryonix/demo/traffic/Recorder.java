package com.kryonix.demo.traffic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import javax.sql.DataSource;

/** Writes events in batches, as the role that may only add them. What a failed batch held is tried again. */
final class Recorder {
    private final DataSource database;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private final Map<EventWrite, Long> written = new EnumMap<>(EventWrite.class);
    private final Object oneFlush = new Object();

    Recorder(DataSource database) {
        this.database = database;
    }

    void add(Event event) {
        synchronized (waiting) {
            waiting.add(event);
        }
    }

    /** Writes and commits all that was added before the call. */
    void flush() throws SQLException {
        synchronized (oneFlush) {
            List<Event> batch;
            synchronized (waiting) {
                batch = new ArrayList<>(waiting);
            }
            if (batch.isEmpty()) {
                return;
            }
            write(batch);
            synchronized (waiting) {
                batch.forEach(event -> {
                    waiting.remove();
                    written.merge(event.write(), 1L, Long::sum);
                });
            }
        }
    }

    /** Committed so far. */
    Map<EventWrite, Long> written() {
        synchronized (waiting) {
            return new EnumMap<>(written);
        }
    }

    private void write(List<Event> batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (EventWrite write : EventWrite.values()) {
                try (PreparedStatement statement = connection.prepareStatement(write.sql)) {
                    boolean any = false;
                    for (Event event : batch) {
                        if (event.write() == write) {
                            bind(statement, event);
                            statement.addBatch();
                            any = true;
                        }
                    }
                    if (any) {
                        statement.executeBatch();
                    }
                }
            }
            connection.commit();
        }
    }

    private static void bind(PreparedStatement statement, Event event) throws SQLException {
        int parameter = 1;
        for (Object value : event.values()) {
            statement.setObject(parameter++, value);
        }
    }
}
