package com.kryonix.events;

import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.nio.file.Path;

/** public.slow, of which each row takes a while to be read: its column's cast to text sleeps. */
record SlowTable(ApiTable database, EventTable declared) {
    static SlowTable create(ApiTable database, Path folder, double seconds) throws IOException {
        database.execute(
                "CREATE TYPE public.pace AS ENUM ('slow')",
                "CREATE FUNCTION public.said(public.pace) RETURNS text LANGUAGE sql AS $$ SELECT 'slow' FROM pg_sleep("
                        + seconds + ") $$",
                "CREATE CAST (public.pace AS text) WITH FUNCTION public.said(public.pace)",
                "CREATE TABLE public.slow (pace public.pace DEFAULT 'slow', recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.slow (recorded_at)",
                "GRANT SELECT ON public.slow TO public");
        return new SlowTable(
                database,
                Declared.in(
                        folder, "table: public.slow\nlabels: {pace: {}}\ncounters:\n  slow_total: {labels: [pace]}\n"));
    }

    void insert() {
        database.execute("INSERT INTO public.slow DEFAULT VALUES");
    }

    /** Whether a reading of it sleeps now. */
    boolean isRead() {
        return database.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event = 'PgSleep'")
                > 0;
    }
}
