package com.kryonix.events;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** performance.api_metrics in a database of its own on a real server; and what SQL says is in it. */
final class ApiTable {
    private final RealPostgres server;
    private final String database;

    private ApiTable(RealPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    /** As the original's DDL makes it, with {@code recorded_at} of this type. */
    static ApiTable create(RealPostgres server, String database, String timeType) {
        server.execute("CREATE DATABASE " + database);
        ApiTable table = new ApiTable(server, database);
        table.execute("CREATE SCHEMA performance");
        table.createTable(timeType);
        return table;
    }

    /** The one that is there, as on a standby. */
    static ApiTable of(RealPostgres server, String database) {
        return new ApiTable(server, database);
    }

    void createTable(String timeType) {
        execute("""
                CREATE TABLE performance.api_metrics (
                    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), endpoint varchar(500) NOT NULL,
                    method varchar(10) NOT NULL, user_id uuid, company_id uuid, response_time integer NOT NULL,
                    db_time integer DEFAULT 0, external_api_time integer DEFAULT 0, cache_time integer DEFAULT 0,
                    status_code integer NOT NULL, success boolean DEFAULT true, error_type varchar(100),
                    error_message text, request_size integer DEFAULT 0, response_size integer DEFAULT 0,
                    user_agent text, ip_address inet, from_cache boolean DEFAULT false,
                    cache_hit_ratio decimal(5, 2) DEFAULT 0, recorded_at %s DEFAULT now())""".formatted(timeType), "CREATE INDEX ON performance.api_metrics (recorded_at)");
    }

    /**
     * The same columns in partitions: {@code past} of up to two days ago, and {@code present}; and {@code dropped}, where
     * {@link #dropPast} keeps what it drops.
     */
    void partition() {
        execute(
                "ALTER TABLE performance.api_metrics RENAME TO dropped",
                "CREATE TABLE performance.api_metrics (LIKE performance.dropped INCLUDING DEFAULTS)"
                        + " PARTITION BY RANGE (recorded_at)",
                "CREATE TABLE performance.present PARTITION OF performance.api_metrics DEFAULT",
                "DO $$ BEGIN EXECUTE format('CREATE TABLE performance.past PARTITION OF performance.api_metrics"
                        + " FOR VALUES FROM (MINVALUE) TO (%L)', now() - interval '2 days'); END $$",
                "CREATE INDEX ON performance.api_metrics (recorded_at)",
                "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                        + " SELECT '/past', 'GET', 200, i, now() - interval '3 days' FROM generate_series(1, 2000) i");
    }

    /** Retention does its work; {@link #everWritten} still has the rows. */
    void dropPast() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN; INSERT INTO performance.dropped SELECT * FROM performance.past;"
                    + " DROP TABLE performance.past; COMMIT");
        }
    }

    /** The rows that are there and those that {@link #dropPast} dropped: for {@link #truth(String)}. */
    static String everWritten() {
        return "(SELECT * FROM performance.api_metrics UNION ALL SELECT * FROM performance.dropped) ever";
    }

    String url() {
        return server.jdbcUrl(database);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    DataSource dataSource() {
        return dataSource("postgres");
    }

    DataSource dataSource(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database);
        source.setUser(user);
        return source;
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Rows in a transaction of their own. */
    void insert(int rows, String endpoint, String method, int status, int milliseconds) {
        execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, success) SELECT '"
                + endpoint + "', '" + method + "', " + status + ", " + milliseconds + ", " + (status < 400)
                + " FROM generate_series(1, " + rows + ")");
    }

    long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    long rows() {
        return number("SELECT count(*) FROM performance.api_metrics");
    }

    /**
     * What the table itself says of every endpoint, method and status: the same keys as {@link #numbers} of samples.
     * For endpoints that are routes already.
     */
    Map<String, Double> truth() {
        return truth("performance.api_metrics");
    }

    /** The same of other rows of these columns. */
    Map<String, Double> truth(String from) {
        Map<String, Double> truth = new TreeMap<>();
        query(truth, from, "endpoint || ' ' || method || ' ' || status_code", "count(*)", "requests", "");
        String outcome = "CASE WHEN status_code < 400 THEN 'success' WHEN status_code < 500 THEN 'client_error'"
                + " ELSE 'server_error' END";
        String key = "endpoint || ' ' || method || ' ' || " + outcome;
        query(truth, from, key, "count(*)", "duration_count", "");
        query(truth, from, key, "sum(response_time) / 1000.0", "duration_sum", "");
        for (int i = 0; i < ApiMetrics.BUCKETS.size() - 1; i++) {
            double bound = ApiMetrics.BUCKETS.bound(i);
            String within = "count(*) FILTER (WHERE response_time <= " + Math.round(bound * 1000) + ")";
            query(truth, from, key, within, "duration_le_" + bound, "");
        }
        query(truth, from, "endpoint || ' ' || method", "sum(db_time) / 1000.0", "database", "");
        query(
                truth,
                from,
                "endpoint || ' ' || coalesce(error_type, 'unknown')",
                "count(*)",
                "errors",
                "WHERE NOT success");
        return truth;
    }

    /** Puts, for each key, {@code name}, a space and the key, with the value. */
    void query(Map<String, Double> into, String from, String key, String value, String name, String where) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + key + ", " + value + " FROM " + from + " " + where + " GROUP BY 1")) {
            while (row.next()) {
                into.put(name + " " + row.getString(1), row.getDouble(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Samples under the keys of {@link #truth}. */
    static Map<String, Double> numbers(List<Sample> samples) {
        Map<String, Double> numbers = new TreeMap<>();
        for (Sample sample : samples) {
            String series = String.join(" ", sample.labelValues());
            if (sample instanceof HistogramValue histogram) {
                numbers.put("duration_count " + series, (double) histogram.count());
                numbers.put("duration_sum " + series, histogram.sum());
                for (int i = 0; i < histogram.buckets().size() - 1; i++) {
                    numbers.put("duration_le_" + histogram.buckets().bound(i) + " " + series, (double)
                            histogram.cumulativeCount(i));
                }
            } else if (sample instanceof Value value) {
                String name = value.metric().name();
                if (name.equals("api_requests_total")) {
                    numbers.put("requests " + series, value.value());
                } else if (name.equals("api_database_seconds_total")) {
                    numbers.put("database " + series, value.value());
                } else if (name.equals("api_errors_total")) {
                    numbers.put("errors " + series, value.value());
                }
            }
        }
        return numbers;
    }
}
