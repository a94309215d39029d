package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Metric;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import com.kryonix.events.table.Count;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Label;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A defect of the exporter's that one table's rows bring out. */
class DefectTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    /** A table that counts, as long as no text is {@code bad}. */
    private static EventTable fragile() {
        Columns columns = new Columns();
        Column text = columns.text("text", false);
        Label label = Label.text("text", text, DefectTest::unlessBad, 10, Label.OTHER, "bad");
        Metric metric = Metric.counter("fragile_total", "Rows of a test.", "text");
        return new EventTable(
                new EventTable.Place("public", "fragile", "recorded_at", null),
                "fragile",
                new EventTable.Advice("create it", ""),
                columns,
                List.of(label),
                new EventTable.Series(List.of(new Count(metric, Condition.ALWAYS)), Map.of()));
    }

    private static String unlessBad(String text) {
        if (text.equals("bad")) {
            throw new IllegalStateException("a text that nobody thought of");
        }
        return text;
    }

    @Test
    void stopsThatTableAloneIsLoggedOnceAndIsOverWithItsCause() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "defect", "timestamptz");
        database.execute(
                "CREATE TABLE public.fragile (text text, recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.fragile (recorded_at)");
        List<EventTable> fragile = List.of(fragile());
        List<EventTable> both = List.of(fragile.get(0), EventsCatalogue.table("api_metrics"));
        try (LoggedLines log = LoggedLines.open();
                EventTails tails = EventTails.of("main", database.dataSource(), EventTailsTest.quickSettings(), both)
                        .start()) {
            assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
            Shown shown = new Shown(tails, fragile);
            database.execute("INSERT INTO public.fragile VALUES ('good')");
            shown.await("fragile_total good", 1);
            long connections = database.number("SELECT pid FROM pg_stat_activity WHERE datname = 'defect'"
                    + " AND pid <> pg_backend_pid() ORDER BY backend_start LIMIT 1");
            database.execute("INSERT INTO public.fragile VALUES ('bad')");
            Awaiting.until(() -> !log.with("a defect").isEmpty(), () -> "no defect is logged");
            database.insert(5, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 5);
            assertThat(shown.numbers()).containsEntry("fragile_total good", 1.0);
            assertThat(database.number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + connections))
                    .as("the same connection")
                    .isEqualTo(1);
            database.execute("UPDATE public.fragile SET text = 'better' WHERE text = 'bad'");
            shown.await("fragile_total better", 1);
            shown.await("fragile_total good", 1);
            assertThat(log.with("a defect"))
                    .containsExactly("events main: tail public.fragile: a defect in the exporter:"
                            + " java.lang.IllegalStateException: a text that nobody thought of");
        }
    }
}
