package com.kryonix.events;

import com.kryonix.events.table.EventTable;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Tails that were started and have caught up, or can say why they cannot. */
final class ReadyTails {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ReadyTails() {}

    /** Of the platform's tables. */
    static EventTails of(DataSource database, TailSettings settings) throws InterruptedException {
        return ready(EventTails.of("main", database, settings));
    }

    static EventTails of(DataSource database, TailSettings settings, List<EventTable> tables)
            throws InterruptedException {
        return ready(EventTails.of("main", database, settings, tables));
    }

    private static EventTails ready(EventTails tails) throws InterruptedException {
        tails.start();
        if (!tails.awaitReady(PATIENCE)) {
            tails.close();
            throw new AssertionError("the tails are not ready after " + PATIENCE.toSeconds() + " s");
        }
        return tails;
    }
}
