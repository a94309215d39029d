package com.kryonix.events;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The trial's exporter: the event tables of one database, tailed as {@code serve} does, quickly. A byte on standard
 * input asks for a scrape, whose {@link Exposed} goes to standard output; the end of input, which the end of the process
 * that started this one brings, too, ends it with a last checkpoint.
 */
final class TailProcessMain {
    /** As whom the server knows its connection. */
    static final String APPLICATION = "tail under trial";

    /** The greatest lateness of rows that are counted, in seconds. */
    static final int LATE = 20;

    private TailProcessMain() {}

    /** @param arguments the database's URL for JDBC */
    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(arguments[0]);
        database.setApplicationName(APPLICATION);
        Collector<EventTails> collector = EventsCatalogue.create().collectors().get(0);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        try (EventTails tails = EventTails.of("main", database, settings()).start()) {
            while (System.in.read() >= 0) {
                scrape(tails, collector).write(out);
                out.flush();
            }
        }
    }

    private static Exposed scrape(EventTails tails, Collector<EventTails> collector) {
        long folds = tails.slots().get(0).health().report(System.nanoTime()).folds();
        return new Exposed(folds, numbers(tails, collector));
    }

    /** A scrape that fails exposes nothing. */
    private static Map<String, Double> numbers(EventTails tails, Collector<EventTails> collector) {
        try {
            List<Sample> samples = collector
                    .collect(tails, Scrape.within(Duration.ofSeconds(5)))
                    .samples();
            return ApiTable.numbers(samples);
        } catch (Exception e) {
            System.err.println(tails.explain(e).message());
            return Map.of();
        }
    }

    private static TailSettings settings() {
        return TailSettings.defaults()
                .with(TailSettings.Start.BEGINNING)
                .with(new TailSettings.Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(700), 1))
                .with(new TailSettings.Tolerance(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(LATE),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1)));
    }
}
