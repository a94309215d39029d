package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that are more than a sum can hold. */
class LargeNumbersTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final String PAYMENTS = """
            table: public.pay
            counters:
              pay_total: {}
              pay_size_total: {sum: size}
              pay_amount_total: {sum: amount, decimals: 2}
            histograms:
              pay_size: {column: size, buckets: [10, 100]}
            """;

    private static EventTails open(ApiTable database, List<EventTable> tables) throws Exception {
        return ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), tables);
    }

    @Test
    void aSumStaysAtTheMostThatItHoldsThroughANewConnectionAndARestart(@TempDir Path folder) throws Exception {
        ApiTable database = ApiTable.create(SERVER, "large", "timestamptz");
        database.execute(
                "CREATE TABLE public.pay (size bigint, amount numeric, recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.pay (recorded_at)");
        List<EventTable> pay = List.of(Declared.in(folder, PAYMENTS));
        List<EventTable> both = List.of(pay.get(0), EventsCatalogue.table("api_metrics"));
        try (EventTails tails = open(database, both)) {
            Shown shown = new Shown(tails, pay);
            database.execute("INSERT INTO public.pay VALUES (7, 5)");
            shown.await("pay_amount_total ", 5);
            database.execute("INSERT INTO public.pay VALUES (9223372036854775807, 1e25)");
            database.execute("INSERT INTO public.pay VALUES (9223372036854775807, 1e25), (3, 2)");
            shown.await("pay_total ", 4);
            assertAtTheMost(shown);
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = 'large' AND pid <> pg_backend_pid()");
            database.insert(5, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 5);
            database.execute("INSERT INTO public.pay VALUES (4, 4)");
            shown.await("pay_total ", 5);
            assertAtTheMost(shown);
        }
        try (EventTails tails = open(database, both)) {
            Shown shown = new Shown(tails, pay);
            shown.await("pay_total ", 5);
            assertAtTheMost(shown);
        }
    }

    private static void assertAtTheMost(Shown shown) throws Exception {
        assertThat(shown.numbers())
                .containsEntry("pay_size_total ", (double) Long.MAX_VALUE)
                .containsEntry("pay_amount_total ", Long.MAX_VALUE / 100.0)
                .containsEntry("pay_size:sum ", (double) Long.MAX_VALUE)
                .containsEntry("pay_size ", shown.sum("pay_total"));
    }
}
