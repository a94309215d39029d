package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A counted column that changes while its table is tailed. */
class ChangedColumnTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final String DECLARATION = """
            table: public.pay
            labels:
              plan: {optional: true, absent: none}
            counters:
              pay_total: {}
              pay_amount_total: {sum: amount, decimals: %d}
              pay_tip_total: {sum: tip, optional: true}
              pay_plans_total: {labels: [plan]}
            """;

    private final Path folder;

    ChangedColumnTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<EventTable> declared(int decimals) throws Exception {
        return List.of(Declared.in(folder, DECLARATION.formatted(decimals)));
    }

    private static ApiTable database(String name) {
        ApiTable database = ApiTable.create(SERVER, name, "timestamptz");
        database.execute(
                "CREATE TABLE public.pay (amount integer, tip integer, plan text,"
                        + " recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.pay (recorded_at)");
        return database;
    }

    private static EventTails open(ApiTable database, List<EventTable> tables) throws Exception {
        return ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), tables);
    }

    /** Rows that are gone, so that a rewrite brings none of them back. */
    private static void countAndRemove(ApiTable database, Shown shown) throws Exception {
        database.execute("INSERT INTO public.pay SELECT 1, 10, 'gold' FROM generate_series(1, 100)");
        shown.await("pay_total ", 100);
        database.execute("DELETE FROM public.pay");
    }

    @ParameterizedTest
    @CsvSource({
        "bigint, 2, 2",
        "smallint, 2, 2",
        "double precision, 2.5, 2.5",
        "'numeric(10, 1)', 2.5, 2.5",
        "real, 1e3, 1000"
    })
    void ofAnotherNumericTypeIsAddedUpFromThereOn(String type, String value, double added) throws Exception {
        ApiTable database = database("to_" + type.replaceAll("\\W", ""));
        List<EventTable> pay = declared(1);
        try (EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            countAndRemove(database, shown);
            database.execute(
                    "ALTER TABLE public.pay ALTER amount TYPE " + type,
                    "INSERT INTO public.pay VALUES (" + value + ", 5, 'gold')");
            shown.await("pay_total ", 101);
            assertThat(shown.numbers())
                    .containsEntry("pay_amount_total ", 100 + added)
                    .containsEntry("pay_tip_total ", 1005.0)
                    .containsEntry("pay_plans_total gold", 101.0);
        }
    }

    @Test
    void ofATypeThatCannotBeCountedIsSaidAndItsCountersWaitForOneThatCan() throws Exception {
        ApiTable database = database("refused");
        List<EventTable> pay = declared(0);
        try (LoggedLines log = LoggedLines.open();
                EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            countAndRemove(database, shown);
            database.execute("ALTER TABLE public.pay ALTER amount TYPE double precision");
            String said = "events main: public.pay.amount is a double precision with any number of decimals, of which 0"
                    + " would be counted: set decimals in its declaration";
            Awaiting.until(() -> log.with(said).size() == 1, () -> "not said: " + log.with(""));
            database.execute("INSERT INTO public.pay VALUES (2, 5, 'gold')");
            assertThat(shown.numbers()).containsEntry("pay_amount_total ", 100.0);
            database.execute("ALTER TABLE public.pay ALTER amount TYPE bigint");
            shown.await("pay_total ", 101);
            assertThat(shown.numbers()).containsEntry("pay_amount_total ", 102.0);
        }
    }

    @Test
    void thatIsOptionalMayGoAndComeBackAndNoOtherCounterFalls() throws Exception {
        ApiTable database = database("dropped");
        List<EventTable> pay = declared(0);
        try (LoggedLines log = LoggedLines.open();
                EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            countAndRemove(database, shown);
            database.execute(
                    "ALTER TABLE public.pay DROP tip, DROP plan", "INSERT INTO public.pay (amount) VALUES (3), (4)");
            shown.await("pay_total ", 102);
            Awaiting.until(
                    () -> !shown.numbers().containsKey("pay_tip_total "), () -> "still shown: " + shown.numbers());
            assertThat(shown.numbers())
                    .containsEntry("pay_amount_total ", 107.0)
                    .containsEntry("pay_plans_total gold", 100.0)
                    .containsEntry("pay_plans_total none", 2.0);
            database.execute(
                    "ALTER TABLE public.pay ADD tip bigint, ADD plan text",
                    "INSERT INTO public.pay (amount, tip, plan) VALUES (1, 1, 'gold')");
            shown.await("pay_tip_total ", 1001);
            assertThat(shown.numbers())
                    .containsEntry("pay_total ", 103.0)
                    .containsEntry("pay_amount_total ", 108.0)
                    .containsEntry("pay_plans_total gold", 101.0);
            assertThat(log.with("reset")).isEmpty();
        }
    }
}
