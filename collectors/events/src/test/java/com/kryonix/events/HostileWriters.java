package com.kryonix.events;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/**
 * Writers of every kind that could make a tail lose a row, count one twice or show less than before. A writer whose
 * server goes away connects again.
 */
final class HostileWriters implements AutoCloseable {
    /** How one kind of writer does one transaction. */
    private interface Kind {
        void write(Connection connection, Random random) throws SQLException;
    }

    private final ApiTable table;
    private final List<Thread> threads = new ArrayList<>();
    private final double late;
    private volatile boolean writing = true;

    /** @param late the greatest lateness of rows, in seconds */
    HostileWriters(ApiTable table, long seed, double late) {
        this.table = table;
        this.late = late;
        List<Kind> kinds = List.of(
                this::shortly,
                this::shortly,
                this::withSavepoints,
                this::withSavepoints,
                this::forLong,
                this::withALateId,
                this::readingFirst,
                this::readingFirst,
                this::readingFirstAndStaying,
                this::readingFirstAndStaying,
                this::inTwoPhases,
                this::inTwoPhases,
                this::skewed,
                this::lately,
                this::copying);
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            Random random = new Random(seed * 100 + i);
            Thread thread = new Thread(() -> run(kind, random), "writer " + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(Kind kind, Random random) {
        while (writing) {
            try (Connection connection = table.connect()) {
                endPrepared(connection, Thread.currentThread().getName() + " ");
                connection.setAutoCommit(false);
                while (writing) {
                    kind.write(connection, random);
                }
            } catch (SQLException serverWentAway) {
                nap(random, 0.05, 0.2);
            }
        }
    }

    private void shortly(Connection connection, Random random) throws SQLException {
        for (int i = random.nextInt(4); i >= 0; i--) {
            insert(connection, random, "now()");
        }
        if (random.nextDouble() > 0.1) {
            connection.commit();
        } else {
            connection.rollback();
        }
        nap(random, 0, 0.02);
    }

    private void withSavepoints(Connection connection, Random random) throws SQLException {
        insert(connection, random, "now()");
        Savepoint first = connection.setSavepoint();
        insert(connection, random, "now()");
        nap(random, 0, 0.3);
        if (random.nextBoolean()) {
            connection.rollback(first);
        } else {
            connection.releaseSavepoint(first);
        }
        connection.setSavepoint();
        insert(connection, random, "now()");
        connection.commit();
        nap(random, 0, 0.1);
    }

    private void forLong(Connection connection, Random random) throws SQLException {
        insert(connection, random, "now()");
        nap(random, 1, 5);
        insert(connection, random, "now()");
        connection.commit();
    }

    private void withALateId(Connection connection, Random random) throws SQLException {
        execute(connection, "SELECT 1");
        nap(random, 0.5, 4);
        insert(connection, random, "now()");
        connection.commit();
    }

    private void readingFirst(Connection connection, Random random) throws SQLException {
        execute(connection, "SELECT 1");
        nap(random, 2, 8);
        insert(connection, random, "now()");
        nap(random, 0, 0.5);
        connection.commit();
    }

    private void readingFirstAndStaying(Connection connection, Random random) throws SQLException {
        execute(connection, "SELECT 1");
        nap(random, 2, 5);
        insert(connection, random, "now()");
        nap(random, 0.5, 4);
        connection.commit();
    }

    private void inTwoPhases(Connection connection, Random random) throws SQLException {
        String gid = "'" + Thread.currentThread().getName() + " " + random.nextLong() + "'";
        execute(connection, "SELECT 1");
        nap(random, 0, 2);
        insert(connection, random, "now()");
        nap(random, 0, 2);
        execute(connection, "PREPARE TRANSACTION " + gid);
        connection.commit();
        connection.setAutoCommit(true);
        nap(random, 0, 4);
        execute(connection, (random.nextDouble() < 0.8 ? "COMMIT" : "ROLLBACK") + " PREPARED " + gid);
        connection.setAutoCommit(false);
    }

    private void skewed(Connection connection, Random random) throws SQLException {
        insert(connection, random, "now() - interval '1.5 s' * random()");
        connection.commit();
        nap(random, 0, 0.05);
    }

    private void lately(Connection connection, Random random) throws SQLException {
        insert(connection, random, "now() - interval '" + late + " s' * random()");
        nap(random, 0, 2);
        connection.commit();
        nap(random, 0.1, 0.5);
    }

    /** Some batches a transaction, as a loader does; one in ten is taken back. */
    private void copying(Connection connection, Random random) throws SQLException {
        for (int batch = random.nextInt(3); batch >= 0; batch--) {
            copy(connection, random);
            nap(random, 0, 0.3);
        }
        if (random.nextInt(10) > 0) {
            connection.commit();
        } else {
            connection.rollback();
        }
        nap(random, 0.1, 0.5);
    }

    private static void copy(Connection connection, Random random) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = random.nextInt(300); i >= 0; i--) {
            rows.append("/api/copied,GET,200,").append(random.nextInt(2000)).append('\n');
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY performance.api_metrics (endpoint, method, status_code, response_time) FROM STDIN CSV",
                            new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static void insert(Connection connection, Random random, String time) throws SQLException {
        int[] statuses = {200, 200, 200, 201, 302, 404, 500, 503};
        int status = statuses[random.nextInt(statuses.length)];
        execute(
                connection,
                "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, db_time, success,"
                        + " error_type, recorded_at) VALUES ('/api/v" + random.nextInt(6) + "', '"
                        + (random.nextBoolean() ? "GET" : "POST") + "', " + status + ", "
                        + (int) Math.pow(10, random.nextDouble() * 4.6) + ", " + random.nextInt(50) + ", "
                        + (status < 400) + ", " + (status < 500 ? "NULL" : "'timeout'") + ", " + time + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Sleeps, but not beyond the end. */
    private void nap(Random random, double least, double most) {
        long until = System.nanoTime() + (long) ((least + random.nextDouble() * (most - least)) * 1e9);
        for (long left = until - System.nanoTime(); left > 0 && writing; left = until - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }

    /** Lets each finish its transaction; then ends what a dead writer left prepared. */
    @Override
    public void close() throws InterruptedException {
        writing = false;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " does not end");
            }
        }
        try (Connection connection = table.connect()) {
            endPrepared(connection, "");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Commits what was left prepared when the server went away: a coordinator that comes back does. */
    private static void endPrepared(Connection connection, String prefix) throws SQLException {
        List<String> left = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT gid FROM pg_prepared_xacts"
                        + " WHERE database = current_database() AND gid LIKE '" + prefix + "%'")) {
            while (row.next()) {
                left.add(row.getString(1));
            }
        }
        for (String gid : left) {
            execute(connection, "COMMIT PREPARED '" + gid + "'");
        }
    }
}
