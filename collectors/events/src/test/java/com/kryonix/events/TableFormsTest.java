package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of what cannot be counted, or only dearly: it can be pasted, and then it is as advised. */
class TableFormsTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private final Path folder;

    TableFormsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private EventTable declared(String table, String more) throws IOException {
        return Declared.in(folder, "table: " + table + "\nname: rows\n" + more);
    }

    private static EventTails open(ApiTable database, String user, EventTable table) throws Exception {
        return ReadyTails.of(database.dataSource(user), EventTailsTest.quickSettings(), List.of(table));
    }

    private static String why(EventTails tails) {
        try {
            tails.slots().get(0).samples();
            return "";
        } catch (Exception e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void namesThatNeedQuotesHaveThemInWhatIsToBeRun() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "named", "timestamptz");
        database.execute(
                "CREATE SCHEMA \"Shop\"",
                "CREATE TABLE \"Shop\".\"order events\" (\"user\" timestamptz DEFAULT now())",
                "CREATE ROLE \"Bob-24\" LOGIN",
                "GRANT USAGE, CREATE ON SCHEMA performance TO \"Bob-24\"",
                "GRANT pg_monitor TO \"Bob-24\"");
        EventTable table = declared("Shop.order events", "time: user\ncounters:\n  rows_total: {}\n");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(database, "Bob-24", table)) {
            String grants = "GRANT USAGE ON SCHEMA \"Shop\" TO \"Bob-24\"; GRANT SELECT ON \"Shop\".\"order events\" TO"
                    + " \"Bob-24\"";
            assertThat(why(tails)).isEqualTo("user Bob-24 may not read Shop.order events: " + grants);
            database.execute(grants);
            Awaiting.until(() -> tails.slots().get(0).figures() != null, () -> why(tails));
            String index = "CREATE INDEX CONCURRENTLY ON \"Shop\".\"order events\" (\"user\")";
            assertThat(lines.with("no index begins")).singleElement().asString().endsWith("; run " + index);
            database.execute(index);
        }
    }

    @Test
    void thePartitionsOfATableGetTheIndexFirst() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "parted", "timestamptz");
        database.execute(
                "CREATE TABLE public.rows (recorded_at timestamptz DEFAULT now()) PARTITION BY RANGE (recorded_at)",
                "CREATE TABLE public.part PARTITION OF public.rows DEFAULT");
        EventTable table = declared("public.rows", "counters:\n  rows_total: {}\n");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(database, "postgres", table)) {
            assertThat(lines.with("tail public.rows: no index begins"))
                    .singleElement()
                    .asString()
                    .endsWith("; run CREATE INDEX CONCURRENTLY on (recorded_at) of each partition, then CREATE INDEX ON"
                            + " public.rows (recorded_at), which takes these over");
            assertThat(why(tails)).isEmpty();
        }
        database.execute(
                "CREATE INDEX CONCURRENTLY ON public.part (recorded_at)", "CREATE INDEX ON public.rows (recorded_at)");
        assertThat(database.number("SELECT count(*) FROM pg_index WHERE indrelid = 'public.part'::regclass"))
                .isEqualTo(1);
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(database, "postgres", table)) {
            assertThat(why(tails)).isEmpty();
            assertThat(lines.with("no index begins")).isEmpty();
        }
    }

    @Test
    void aViewIsCalledAView() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "viewed", "timestamptz");
        database.execute("CREATE VIEW public.rows AS SELECT now() AS recorded_at");
        EventTable table = declared("public.rows", "counters:\n  rows_total: {}\n");
        try (EventTails tails = open(database, "postgres", table)) {
            assertThat(why(tails))
                    .isEqualTo("public.rows is a view, whose rows do not tell which transaction wrote them: make it a"
                            + " table, or correct " + folder.resolve(Declared.FILE));
        }
    }

    @Test
    void aNumericOfHundredsHasNoDecimals() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "hundreds", "timestamptz");
        database.execute(
                "CREATE TABLE public.rows (v numeric(6, -2), recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.rows (recorded_at)");
        EventTable table = declared("public.rows", "counters:\n  rows_total: {sum: v}\n");
        try (EventTails tails = open(database, "postgres", table)) {
            database.execute("INSERT INTO public.rows VALUES (12345)");
            new Shown(tails, List.of(table)).awaitSum("rows_total", 12_300);
        }
    }

    @Test
    void rowsInAForeignPartitionAreNotCountedAndTheLogSaysSo() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "abroad", "timestamptz");
        database.execute(
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'abroad', host '127.0.0.1', port '"
                        + SERVER.port() + "')",
                "CREATE USER MAPPING FOR CURRENT_USER SERVER other OPTIONS (user 'postgres')",
                "CREATE TABLE public.there (part integer, recorded_at timestamptz DEFAULT now())",
                "CREATE TABLE public.rows (part integer, recorded_at timestamptz DEFAULT now()) PARTITION BY LIST (part)",
                "CREATE TABLE public.here PARTITION OF public.rows FOR VALUES IN (1)",
                "CREATE FOREIGN TABLE public.abroad PARTITION OF public.rows FOR VALUES IN (2) SERVER other"
                        + " OPTIONS (schema_name 'public', table_name 'there')",
                "CREATE INDEX ON public.here (recorded_at)");
        EventTable table = declared("public.rows", "counters:\n  rows_total: {}\n");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(database, "postgres", table)) {
            assertThat(lines.with("foreign partition"))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "tail public.rows: rows that are written to foreign partition abroad of public.rows are not"
                                    + " counted, since they do not tell which transaction wrote them: count them on the server"
                                    + " that has them");
            try (Connection writer = database.connect();
                    Statement insert = writer.createStatement()) {
                insert.execute("INSERT INTO public.rows VALUES (1), (2), (1)");
            }
            new Shown(tails, List.of(table)).awaitSum("rows_total", 2);
        }
    }
}
