package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** One table that is declared twice, for different people. */
class TwoDeclarationsTest {
    private final Path folder;

    TwoDeclarationsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private EventTable declared(String name, String counter) throws Exception {
        return Declared.in(folder, "table: public.pay\nname: " + name + "\ncounters:\n  " + counter + ": {}\n");
    }

    private static double shown(EventTails tails, EventTable table) throws Exception {
        Reading reading = new TableCollector(table, true).collect(tails, Scrape.within(Duration.ofSeconds(5)));
        return reading.samples().stream()
                .filter(sample -> sample.metric().equals(table.metrics().get(0)))
                .mapToDouble(sample -> ((Value) sample).value())
                .sum();
    }

    @Test
    void eachIsShownAsItIsDeclared() throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR).start()) {
            ApiTable database = ApiTable.create(server, "twice", "timestamptz");
            database.execute(
                    "CREATE TABLE public.pay (recorded_at timestamptz DEFAULT now())",
                    "CREATE INDEX ON public.pay (recorded_at)");
            EventTable one = declared("one", "one_total");
            EventTable two = declared("two", "two_total");
            try (EventTails tails =
                    ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), List.of(one, two))) {
                database.execute("INSERT INTO public.pay SELECT FROM generate_series(1, 3)");
                for (EventTable table : List.of(one, two)) {
                    Awaiting.until(() -> shown(tails, table) == 3, () -> table.name() + ": " + shown(tails, table));
                }
                assertThat(new TailCollector()
                                .collect(tails, Scrape.within(Duration.ofSeconds(5))).samples().stream()
                                        .filter(sample -> sample.metric().name().equals("kryonix_tail_rows_total"))
                                        .map(Sample::labelValues))
                        .containsExactly(List.of("one"), List.of("two"));
            }
        }
    }

    @Test
    void underOneNameIsRefused() throws Exception {
        List<EventTable> same = List.of(declared("pay", "one_total"), declared("pay", "two_total"));
        assertThatThrownBy(() -> EventTails.of("main", new PGSimpleDataSource(), EventTailsTest.quickSettings(), same))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two tails have the name pay, and so one checkpoint: give that of public.pay a name of its"
                        + " own");
    }
}
