package com.kryonix.demo.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs the shop's statements, measures each and records it. */
final class Database {
    private static final int RUNS_PER_EXPLAINED = 10;

    private final DataSource pool;
    private final Recorder recorder;
    private final ObjectMapper json = new ObjectMapper();

    Database(DataSource pool, Recorder recorder) {
        this.pool = pool;
        this.recorder = recorder;
    }

    /** What a statement gave: how many rows, and the first column of the first, or 0. */
    record Answer(int rows, long first) {}

    /** Waiting for a connection counts as the database's time, as it does for the caller. */
    Answer run(Exchange exchange, ShopStatement statement, Object... values) throws SQLException {
        long begin = System.nanoTime();
        try (Connection connection = pool.getConnection()) {
            boolean explained = statement.isExplained() && exchange.random.nextInt(RUNS_PER_EXPLAINED) == 0;
            return explained ? explain(connection, statement, values) : plainly(connection, statement, values);
        } finally {
            exchange.databaseNanos += System.nanoTime() - begin;
        }
    }

    private Answer plainly(Connection connection, ShopStatement statement, Object... values) throws SQLException {
        long begin = System.nanoTime();
        try (PreparedStatement prepared = prepare(connection, statement.sql, values)) {
            Answer answer = prepared.execute() ? read(prepared.getResultSet()) : new Answer(0, 0);
            int affected = Math.max(0, prepared.getUpdateCount());
            recorder.add(Event.of(
                    EventWrite.DATABASE_METRICS,
                    statement.hash,
                    statement.sql,
                    statement.type,
                    (System.nanoTime() - begin) / 1e6,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    answer.rows,
                    affected));
            return new Answer(Math.max(answer.rows, affected), answer.first);
        }
    }

    /** The same statement under EXPLAIN ANALYZE, which tells blocks and planning time. */
    private Answer explain(Connection connection, ShopStatement statement, Object... values) throws SQLException {
        String sql = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + statement.sql;
        try (PreparedStatement prepared = prepare(connection, sql, values);
                ResultSet rows = prepared.executeQuery()) {
            rows.next();
            JsonNode run = json.readTree(rows.getString(1)).path(0);
            JsonNode plan = run.path("Plan");
            int returned = plan.path("Actual Rows").asInt();
            recorder.add(Event.of(
                    EventWrite.DATABASE_METRICS,
                    statement.hash,
                    statement.sql,
                    statement.type,
                    run.path("Execution Time").asDouble(),
                    run.path("Planning Time").asDouble(),
                    plan.path("Shared Hit Blocks").asInt(),
                    plan.path("Shared Read Blocks").asInt(),
                    plan.path("Shared Written Blocks").asInt(),
                    plan.path("Temp Read Blocks").asInt(),
                    plan.path("Temp Written Blocks").asInt(),
                    returned,
                    0));
            return new Answer(returned, 0);
        } catch (JsonProcessingException e) {
            throw new SQLException("EXPLAIN gave no JSON", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    private static Answer read(ResultSet rows) throws SQLException {
        int count = 0;
        long first = 0;
        while (rows.next()) {
            if (count++ == 0 && rows.getObject(1) instanceof Number number) {
                first = number.longValue();
            }
        }
        return new Answer(count, first);
    }
}
