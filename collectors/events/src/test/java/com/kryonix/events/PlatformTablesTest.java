package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.declaration.Declarations;
import com.kryonix.events.declaration.TableOptions;
import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vitals, statements and cache operations: each family against SQL over all rows. */
class PlatformTablesTest {
    private static final List<EventTable> TABLES = Declarations.platform(new TableOptions(List.of(), true));

    private static final String ROWS = """
            SELECT setseed(0.5);
            INSERT INTO performance.frontend_metrics (session_id, page_url, fcp, lcp, inp, cls, page_size, device, browser)
                SELECT 's', (ARRAY['https://a.example/', '/orders/7?x', '/orders/8'])[1 + i % 3],
                    random() * 6000, nullif(i % 5, 0) * 1000.25, 200, (i % 50) / 100.0, i * 1000,
                    (ARRAY['mobile', 'desktop', NULL])[1 + i % 3], (ARRAY['Chrome 120', 'Edge', NULL])[1 + i % 3]
                FROM generate_series(1, 300) i;
            INSERT INTO performance.database_metrics
                (query_hash, query_type, execution_time, planning_time, shared_blks_read, rows_returned, database_name)
                SELECT 'h' || i % 150, (ARRAY['select', 'UPDATE'])[1 + i % 2],
                    CASE WHEN i % 7 = 0 THEN 1000 + (i % 3) * 0.001 ELSE random() * 900 END, 0.125, i, i % 4, 'shop'
                FROM generate_series(1, 600) i;
            INSERT INTO performance.cache_metrics
                (cache_key, cache_type, operation, operation_time, value_size, ttl_seconds, is_hit)
                SELECT (ARRAY['user:', 'order:'])[1 + i % 2] || i, 'Redis',
                    (ARRAY['get', 'set', 'delete', 'miss'])[1 + i % 4], i * 0.003, nullif(i % 10, 0) * 100, 300, i % 8 = 0
                FROM generate_series(1, 400) i""";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void giveWhatSqlSaysOfAllRows(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable database = ApiTable.create(server, "platform", "timestamptz");
            database.execute("DROP SCHEMA performance CASCADE");
            PerformanceSchema.apply(database.dataSource());
            database.execute(ROWS.split(";\n"));
            TailSettings settings = EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING);
            try (EventTails tails = ReadyTails.of(database.dataSource(), settings, TABLES)) {
                Shown shown = new Shown(tails, TABLES);
                shown.awaitSum("cache_operation_duration_seconds", 400);
                database.execute(ROWS.split(";\n"));
                shown.awaitSum("cache_operation_duration_seconds", 800);
                shown.awaitSum("database_query_duration_seconds", 1200);
                shown.awaitSum("web_vitals_sessions_total", 600);
                assertThat(shown.numbers()).containsAllEntriesOf(truth(database));
            }
        }
    }

    private static Map<String, Double> truth(ApiTable database) {
        Map<String, Double> truth = new TreeMap<>();
        String page =
                "CASE WHEN page_url LIKE '/orders%' THEN '/orders/:id' ELSE '/' END || ' ' || coalesce(device, 'unknown')";
        String frontend = "performance.frontend_metrics";
        String browser =
                "CASE WHEN browser LIKE 'Chrome%' THEN 'chrome' WHEN browser = 'Edge' THEN 'edge' ELSE 'unknown' END";
        database.query(truth, frontend, browser + " || ' unknown'", "count(*)", "web_vitals_sessions_total", "");
        database.query(truth, frontend, page, "count(lcp)", "web_vitals_lcp_seconds", "");
        database.query(truth, frontend, page, "sum(lcp) / 1000", "web_vitals_lcp_seconds:sum", "");
        database.query(truth, frontend, page, "count(*) FILTER (WHERE lcp <= 4000)", "web_vitals_lcp_seconds:4.0", "");
        database.query(truth, frontend, page, "count(*) FILTER (WHERE fcp <= 1800)", "web_vitals_fcp_seconds:1.8", "");
        database.query(truth, frontend, page, "count(*) FILTER (WHERE inp <= 200)", "web_vitals_inp_seconds:0.2", "");
        database.query(truth, frontend, page, "sum(cls)", "web_vitals_cls_score:sum", "");
        database.query(truth, frontend, page, "sum(page_size)", "web_vitals_page_bytes:sum", "");
        database.query(truth, frontend, page, "count(fid)", "web_vitals_fid_seconds", "");

        String statements = "performance.database_metrics";
        String type = "'shop ' || upper(query_type)";
        String duration = "database_query_duration_seconds";
        database.query(truth, statements, type, "count(*)", duration, "");
        database.query(truth, statements, type, "sum(execution_time) / 1000", duration + ":sum", "");
        database.query(
                truth, statements, type, "count(*) FILTER (WHERE execution_time <= 1000)", duration + ":1.0", "");
        database.query(
                truth, statements, type, "sum(planning_time) / 1000", "database_query_planning_seconds_total", "");
        database.query(truth, statements, type, "sum(rows_returned)", "database_query_rows_returned_total", "");
        database.query(truth, statements, type, "sum(shared_blks_read)", "database_query_shared_blocks_read_total", "");
        String slow = "WHERE execution_time > 1000";
        database.query(truth, statements, "'shop ' || query_hash", "count(*)", "database_slow_queries_total", slow);

        String cache = "performance.cache_metrics";
        String prefix = "'redis ' || split_part(cache_key, ':', 1)";
        String lookups = "WHERE operation IN ('get', 'miss') OR operation = 'set' AND NOT is_hit";
        database.query(truth, cache, prefix, "count(*)", "cache_lookups_total", lookups);
        String hits = "count(*) FILTER (WHERE operation IN ('get', 'miss') AND is_hit)";
        database.query(truth, cache, prefix, hits, "cache_hits_total", "");
        String operation = prefix + " || ' ' || operation";
        database.query(truth, cache, operation, "count(*)", "cache_operation_duration_seconds", "");
        database.query(
                truth, cache, operation, "sum(operation_time) / 1000", "cache_operation_duration_seconds:sum", "");
        database.query(truth, cache, operation, "count(value_size)", "cache_value_bytes", "");
        database.query(truth, cache, operation, "sum(value_size)", "cache_value_bytes:sum", "WHERE value_size > 0");
        database.query(truth, cache, operation, "sum(ttl_seconds)", "cache_ttl_seconds:sum", "");
        return truth;
    }
}
