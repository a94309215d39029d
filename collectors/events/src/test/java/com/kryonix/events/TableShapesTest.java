package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Tables of every shape, on the oldest and the newest PostgreSQL: each row is counted once. */
class TableShapesTest {
    private static final Map<Integer, RealPostgres> SERVERS = new TreeMap<>();

    @BeforeAll
    static void start() {
        for (int major : new int[] {13, 18}) {
            SERVERS.put(major, RealPostgres.of(major).start());
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(RealPostgres::close);
    }

    private static ApiTable table(int major, String database) {
        RealPostgres server = SERVERS.get(major);
        if (server == null) {
            throw new IllegalArgumentException("no server " + major);
        }
        return ApiTable.create(server, database, "timestamptz");
    }

    private static EventTails open(ApiTable table) throws Exception {
        return open(table, EventTailsTest.quickSettings());
    }

    private static EventTails open(ApiTable table, TailSettings settings) throws Exception {
        return ReadyTails.of(table.dataSource(), settings);
    }

    private static void awaitSettled(EventTails tails, long rows) throws Exception {
        Awaiting.until(
                () -> {
                    Ledger.Figures figures = tails.slots().get(0).figures();
                    return figures != null && figures.settled() == rows && figures.rows() == rows;
                },
                () -> "settled " + tails.slots().get(0).figures() + ", not " + rows);
    }

    /** After two more quick folds; the first may have begun before. */
    private static void awaitFolds(EventTails tails) throws Exception {
        TailHealth health = tails.slots().get(0).health();
        long before = health.report(System.nanoTime()).folds();
        Awaiting.until(() -> health.report(System.nanoTime()).folds() >= before + 2, () -> "no more folds");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void aPartitionThatIsDetachedAttachedAgainOrDroppedTouchesNoCounter(int major) throws Exception {
        ApiTable table = table(major, "detached");
        table.partition();
        String limit = table.text("SELECT now() - interval '2 days'");
        try (EventTails tails = open(table, EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING))) {
            EventTailsTest.awaitRequests(tails, 2000);
            table.insert(5, "/a", "GET", 200, 20);
            awaitSettled(tails, 2005);
            table.execute("ALTER TABLE performance.api_metrics DETACH PARTITION performance.past");
            table.insert(5, "/a", "GET", 200, 20);
            awaitSettled(tails, 2010);
            table.execute("ALTER TABLE performance.api_metrics ATTACH PARTITION performance.past"
                    + " FOR VALUES FROM (MINVALUE) TO ('" + limit + "'::timestamptz)");
            table.insert(5, "/a", "GET", 200, 20);
            awaitSettled(tails, 2015);
            awaitFolds(tails);
            table.dropPast();
            table.insert(5, "/a", "GET", 200, 20);
            awaitSettled(tails, 2020);
        }
        try (EventTails again = open(table)) {
            assertThat(EventTailsTest.requests(again)).isEqualTo(2020);
            assertThat(ApiTable.numbers(EventTailsTest.shown(again)))
                    .containsExactlyInAnyOrderEntriesOf(table.truth(ApiTable.everWritten()));
        }
    }

    /** What its rows' transactions tell decides, whenever it is attached: so one that comes back is not counted again. */
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void rowsOfAnAttachedPartitionCountWhenTheyWereLoadedInTheSameTransactionAndNotWhenSettledBefore(int major)
            throws Exception {
        ApiTable table = table(major, "attached");
        table.execute(
                "DROP TABLE performance.api_metrics",
                "CREATE TABLE performance.api_metrics (endpoint text, method text, status_code integer,"
                        + " response_time integer, part integer DEFAULT 0, recorded_at timestamptz DEFAULT now())"
                        + " PARTITION BY LIST (part)",
                "CREATE TABLE performance.first PARTITION OF performance.api_metrics FOR VALUES IN (0)",
                "CREATE INDEX ON performance.api_metrics (recorded_at)");
        String load = "CREATE TABLE performance.%1$s (LIKE performance.api_metrics INCLUDING DEFAULTS);"
                + " INSERT INTO performance.%1$s (endpoint, method, status_code, response_time, part)"
                + " SELECT '/%1$s', 'GET', 200, 20, %2$d FROM generate_series(1, 100)";
        String attach = "ALTER TABLE performance.api_metrics ATTACH PARTITION performance.%1$s FOR VALUES IN (%2$d)";
        try (EventTails tails = open(table)) {
            table.execute("BEGIN", load.formatted("loaded", 1), attach.formatted("loaded", 1), "COMMIT");
            awaitSettled(tails, 100);
            table.execute(load.formatted("elsewhere", 2));
            insertPart(table);
            awaitSettled(tails, 101);
            table.execute(attach.formatted("elsewhere", 2));
            insertPart(table);
            awaitSettled(tails, 102);
            awaitFolds(tails);
            assertThat(EventTailsTest.requests(tails)).isEqualTo(102);
            table.execute("INSERT INTO performance.elsewhere (endpoint, method, status_code, response_time, part)"
                    + " VALUES ('/elsewhere', 'GET', 200, 20, 2)");
            awaitSettled(tails, 103);
        }
    }

    private static void insertPart(ApiTable table) {
        table.execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                + " VALUES ('/first', 'GET', 200, 20)");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void onlyTheRequiredColumnsABigintIdAndColumnsOfOnesOwn(int major) throws Exception {
        ApiTable table = table(major, "narrow");
        table.execute(
                "DROP TABLE performance.api_metrics",
                "CREATE TABLE performance.api_metrics (trace jsonb, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                        + " tags text[], endpoint text, method text, response_time bigint, status_code smallint,"
                        + " recorded_at timestamptz DEFAULT now(), gone integer)",
                "ALTER TABLE performance.api_metrics DROP COLUMN gone",
                "CREATE INDEX ON performance.api_metrics USING brin (recorded_at)");
        try (EventTails tails = open(table)) {
            table.execute(
                    "INSERT INTO performance.api_metrics (trace, tags, endpoint, method, response_time, status_code)"
                            + " SELECT '{}', '{a,b}', '/a', 'GET', 20, 200 FROM generate_series(1, 50)");
            EventTailsTest.awaitRequests(tails, 50);
            assertThat(ApiTable.numbers(EventTailsTest.shown(tails)))
                    .containsEntry("requests /a GET 200", 50.0)
                    .containsEntry("duration_sum /a GET success", 1.0)
                    .doesNotContainKey("database /a GET");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void aRowWithoutAnyOfItsNullableValuesIsARequestAndNoDuration(int major) throws Exception {
        ApiTable table = table(major, "nulls");
        table.execute("DO $$ DECLARE c record; BEGIN FOR c IN SELECT attname FROM pg_attribute WHERE attnum > 1"
                + " AND attrelid = 'performance.api_metrics'::regclass LOOP EXECUTE format("
                + "'ALTER TABLE performance.api_metrics ALTER %I DROP NOT NULL, ALTER %I DROP DEFAULT', c.attname,"
                + " c.attname); END LOOP; END $$");
        try (EventTails tails = open(table)) {
            table.execute("INSERT INTO performance.api_metrics DEFAULT VALUES");
            table.execute("INSERT INTO performance.api_metrics (recorded_at) VALUES (now())");
            EventTailsTest.awaitRequests(tails, 2);
            Map<String, Double> numbers = ApiTable.numbers(EventTailsTest.shown(tails));
            assertThat(numbers.entrySet())
                    .filteredOn(entry -> entry.getKey().startsWith("requests "))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.getValue()).isEqualTo(2));
            assertThat(numbers.entrySet())
                    .filteredOn(entry -> entry.getKey().startsWith("duration_")
                            || entry.getKey().startsWith("errors"))
                    .allSatisfy(entry -> assertThat(entry.getValue()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void rowsThatAreFrozenWhileTheyAreProvisionalOrSettledAreCountedOnce(int major) throws Exception {
        ApiTable table = table(major, "frozen");
        table.execute("CREATE TABLE performance.elsewhere (i integer)");
        try (EventTails tails = open(table)) {
            table.insert(10, "/a", "GET", 200, 20);
            awaitSettled(tails, 10);
            try (Connection holder = table.connect();
                    Statement open = holder.createStatement()) {
                holder.setAutoCommit(false);
                open.execute("INSERT INTO performance.elsewhere VALUES (1)");
                table.insert(10, "/a", "GET", 200, 20);
                EventTailsTest.awaitRequests(tails, 20);
                table.execute("VACUUM FREEZE performance.api_metrics");
                awaitFolds(tails);
                assertThat(EventTailsTest.requests(tails)).isEqualTo(20);
                holder.commit();
            }
            table.execute("VACUUM FREEZE performance.api_metrics");
            awaitSettled(tails, 20);
        }
        table.insert(5, "/a", "GET", 200, 20);
        table.execute("VACUUM FREEZE performance.api_metrics");
        try (EventTails again = open(table)) {
            EventTailsTest.awaitRequests(again, 25);
            assertThat(ApiTable.numbers(EventTailsTest.shown(again))).containsExactlyInAnyOrderEntriesOf(table.truth());
        }
    }

    /** COPY FREEZE marks rows as frozen; which transaction wrote them they tell all the same. */
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void rowsOfCopyFreezeAreCounted(int major) throws Exception {
        ApiTable table = table(major, "copied_frozen");
        try (EventTails tails = open(table);
                Connection writer = table.connect();
                Statement statement = writer.createStatement()) {
            table.insert(10, "/a", "GET", 200, 20);
            awaitSettled(tails, 10);
            writer.setAutoCommit(false);
            statement.execute("TRUNCATE performance.api_metrics");
            long copied = writer.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY performance.api_metrics (endpoint, method, status_code, response_time) FROM STDIN"
                                    + " (FORMAT csv, FREEZE)",
                            new StringReader("/b,GET,200,20\n".repeat(100)));
            assertThat(copied).isEqualTo(100);
            writer.commit();
            awaitSettled(tails, 110);
        }
    }
}
