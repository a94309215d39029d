package com.kryonix.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** One {@link TailProcess} after the other on the same table, each killed, and what all of them have shown. */
final class TailGenerations implements AutoCloseable {
    /** What a process is about when it is killed. */
    enum Moment {
        /** Whatever it may be, a start's catching up, too. */
        ANY,
        /** It has begun to read rows and has not ended its transaction. */
        FOLD,
        /** It has sent a checkpoint and waits for the server to take it. */
        CHECKPOINT
    }

    private static final String FOLDING = """
            SELECT FROM pg_stat_activity WHERE application_name = '%s' AND xact_start IS NOT NULL
                AND state IN ('active', 'idle in transaction') AND query LIKE '%%api_metrics%%'""".formatted(TailProcessMain.APPLICATION);

    private static final String KEEPING = """
            SELECT FROM pg_stat_activity WHERE application_name = '%s' AND wait_event_type = 'Lock'
                AND query LIKE 'UPDATE performance.exporter_checkpoint %%'""".formatted(TailProcessMain.APPLICATION);

    private final ApiTable table;
    private final Path log;
    private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);
    private final Map<String, String> falls = new TreeMap<>();
    private TailProcess process;
    private Map<String, Double> last = Map.of();
    private long foldsBefore;
    private long folds;
    private int scrapes;

    TailGenerations(ApiTable table, Path log) throws IOException {
        this.table = table;
        this.log = log;
        this.process = new TailProcess(table.url(), log);
    }

    /** What is shown now, compared with all that was shown before, whichever process showed it. */
    Map<String, Double> scrape() throws Exception {
        Exposed exposed = process.scrape();
        folds = exposed.folds();
        Map<String, Double> now = exposed.numbers();
        if (now.isEmpty()) {
            return now;
        }
        last.forEach((series, value) -> {
            double next = now.getOrDefault(series, -1.0);
            if (next < value) {
                falls.put(series, value + " to " + next);
            }
        });
        last = now;
        scrapes++;
        return now;
    }

    /** Kills the process at such a moment, and starts the next one. */
    void killAt(Moment moment) throws Exception {
        switch (moment) {
            case ANY -> process.kill();
            case FOLD -> killInAFold();
            case CHECKPOINT -> killInACheckpoint();
        }
        kills.merge(moment, 1, Integer::sum);
        foldsBefore += folds;
        folds = 0;
        process = new TailProcess(table.url(), log);
    }

    /** Held, it can end no fold while the server is asked whether it is in one. */
    private void killInAFold() throws Exception {
        try (Connection connection = table.connect()) {
            Awaiting.until(
                    () -> {
                        process.hold();
                        boolean folding = isTrue(connection, FOLDING);
                        if (!folding) {
                            process.release();
                            scrape();
                        }
                        return folding;
                    },
                    () -> "no fold was met");
            process.kill();
        }
    }

    /** The checkpoint's row is locked, so that the checkpoint cannot be done before the process is. */
    private void killInACheckpoint() throws Exception {
        Awaiting.until(() -> !scrape().isEmpty(), () -> "nothing is shown");
        try (Connection lock = table.connect();
                Connection connection = table.connect()) {
            lock.setAutoCommit(false);
            isTrue(lock, "SELECT FROM performance.exporter_checkpoint FOR UPDATE");
            Awaiting.until(
                    () -> {
                        scrape();
                        return isTrue(connection, KEEPING);
                    },
                    () -> "no checkpoint was met");
            process.kill();
            lock.rollback();
        }
    }

    /** Whether the query finds a row. */
    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Lets the last one end by itself; its exit code. */
    int end() throws IOException, InterruptedException {
        return process.end();
    }

    /** So many at each moment. */
    Map<Moment, Integer> kills() {
        return kills;
    }

    /** Series that fell from one scrape to another, and how far. */
    Map<String, String> falls() {
        return falls;
    }

    /** Those of all processes. */
    long folds() {
        return foldsBefore + folds;
    }

    /** So many that showed something. */
    int scrapes() {
        return scrapes;
    }

    /** What all processes have logged. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
