package com.kryonix.events;

import com.kryonix.collector.Value;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are counted by key, and have no time. */
class KeyedRowsTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private final EventTable jobs;

    KeyedRowsTest(@TempDir Path folder) throws Exception {
        this.jobs = Declared.in(folder, "table: public.jobs\nkey: id\ncounters:\n  jobs_total: {}\n");
    }

    private static ApiTable database(String name) {
        ApiTable database = ApiTable.create(SERVER, name, "timestamptz");
        database.execute(
                "CREATE TABLE public.jobs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text,"
                        + " recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.jobs (recorded_at)",
                "INSERT INTO public.jobs (recorded_at) VALUES (NULL), (NULL), (now() - interval '1 day')");
        return database;
    }

    private EventTails open(ApiTable database, TailSettings.Start start) throws Exception {
        return ReadyTails.of(
                database.dataSource(), EventTailsTest.quickSettings().with(start), List.of(jobs));
    }

    private void awaitJobs(EventTails tails, double wanted) throws Exception {
        TailSlot slot = tails.slots().get(0);
        Awaiting.until(
                () -> slot.samples().stream()
                                .mapToDouble(sample -> ((Value) sample).value())
                                .sum()
                        == wanted,
                () -> "jobs " + slot.samples() + ", not " + wanted);
    }

    @Test
    void oneThatIsAddedIsCountedOnceHoweverOftenItIsUpdatedAndOneThatWasThereIsNot() throws Exception {
        ApiTable database = database("added");
        try (EventTails tails = open(database, TailSettings.Start.NOW)) {
            database.execute("INSERT INTO public.jobs (recorded_at) VALUES (NULL), (NULL), (DEFAULT)");
            awaitJobs(tails, 3);
            database.execute("UPDATE public.jobs SET state = 'done'", "INSERT INTO public.jobs (state) VALUES ('new')");
            awaitJobs(tails, 4);
            database.execute("UPDATE public.jobs SET recorded_at = now() WHERE recorded_at IS NULL");
            database.execute("INSERT INTO public.jobs (recorded_at) VALUES (NULL)");
            awaitJobs(tails, 5);
        }
        database.execute("INSERT INTO public.jobs (recorded_at) VALUES (NULL)");
        try (EventTails again = open(database, TailSettings.Start.NOW)) {
            awaitJobs(again, 6);
            database.execute("INSERT INTO public.jobs (state) VALUES ('last')");
            awaitJobs(again, 7);
        }
    }

    @Test
    void fromTheBeginningEachIsCountedOnce() throws Exception {
        ApiTable database = database("keyed_beginning");
        try (EventTails tails = open(database, TailSettings.Start.BEGINNING)) {
            awaitJobs(tails, 3);
            database.execute("INSERT INTO public.jobs (recorded_at) VALUES (NULL)");
            awaitJobs(tails, 4);
        }
    }

    @Test
    void keysOfBytesThatMeanNothingAreAsManyAsTheirBytesSay() throws Exception {
        SERVER.execute("CREATE DATABASE no_encoding ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
        ApiTable database = ApiTable.of(SERVER, "no_encoding");
        database.execute(
                "CREATE TABLE public.jobs (id text PRIMARY KEY, state text, recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.jobs (recorded_at)");
        try (EventTails tails = open(database, TailSettings.Start.NOW)) {
            database.execute("INSERT INTO public.jobs (id) VALUES ('caf' || chr(233))");
            awaitJobs(tails, 1);
            database.execute("INSERT INTO public.jobs (id) VALUES ('caf' || chr(232)), ('caf?'), ('café')");
            awaitJobs(tails, 4);
            database.execute("UPDATE public.jobs SET state = 'done'");
        }
        database.execute("INSERT INTO public.jobs (id) VALUES ('last')");
        try (EventTails again = open(database, TailSettings.Start.NOW)) {
            awaitJobs(again, 5);
        }
    }
}
