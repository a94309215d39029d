package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Metric;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that a user declares in YAML. */
class OwnTableTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private final Path folder;

    OwnTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private EventTable declared(String yaml) throws IOException {
        return Declared.in(folder, yaml);
    }

    private static final String ORDERS = """
            table: Shop.order events
            name: orders
            time: at
            labels:
              region: {limit: 2}
              paid: {}
              plan: {optional: true, absent: none}
            counters:
              orders_total: {labels: [region, paid]}
              orders_amount_total: {labels: [region], sum: amount, decimals: 2}
              orders_weight_total: {labels: [plan], sum: weight, decimals: 3, where: "paid = true and weight > 0.5"}
              orders_gifts_total: {labels: [region], where: gift = true, optional: true}
            histograms:
              orders_packing_seconds: {labels: [region], column: packing, unit: milliseconds, buckets: [0.1, 1]}
            """;

    private static final String ROWS = """
            INSERT INTO "Shop"."order events" (region, paid, amount, weight, packing)
                SELECT (ARRAY['eu', 'us', NULL, 'asia'])[1 + i % 4], i % 3 > 0, (i % 1000) / 100.0,
                    (ARRAY[0.5, 1.25, 'NaN', NULL, 'Infinity'])[1 + i % 5], nullif(i % 7, 0) * 100
                FROM generate_series(1, 1000) i""";

    @Test
    void isCountedAsSqlCountsIt() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "own", "timestamptz");
        database.execute("""
                CREATE SCHEMA "Shop"; CREATE TABLE "Shop"."order events" (id bigint GENERATED ALWAYS AS IDENTITY,
                    region text, paid boolean, amount numeric(10, 2), weight double precision, packing smallint,
                    at timestamp DEFAULT now()); CREATE INDEX ON "Shop"."order events" USING brin (at)""");
        EventTable orders = declared(ORDERS);
        try (EventTails tails = ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), List.of(orders))) {
            database.execute(ROWS, ROWS);
            Shown shown = new Shown(tails, List.of(orders));
            shown.awaitSum("orders_total", 2000);
            Map<String, Double> truth = new TreeMap<>();
            String from = "(SELECT *, CASE WHEN region IN ('us', 'eu') THEN region WHEN region IS NULL THEN 'unknown'"
                    + " ELSE region END AS label FROM \"Shop\".\"order events\") o";
            // First come, first kept: us (i = 1), then NULL, then asia and eu are beyond two.
            String region = "CASE WHEN label IN ('us', 'unknown') THEN label ELSE 'other' END";
            String paid = "CASE WHEN paid THEN ' true' ELSE ' false' END";
            database.query(truth, from, region + " || " + paid, "count(*)", "orders_total", "");
            database.query(truth, from, region, "sum(amount)", "orders_amount_total", "");
            String heavy = "WHERE paid AND weight > 0.5 AND weight < 'Infinity'";
            database.query(truth, from, "'none'", "sum(weight::numeric)", "orders_weight_total", heavy);
            database.query(truth, from, region, "count(packing)", "orders_packing_seconds", "");
            database.query(truth, from, region, "sum(packing) / 1000.0", "orders_packing_seconds:sum", "");
            String tenth = "count(*) FILTER (WHERE packing <= 100)";
            database.query(truth, from, region, tenth, "orders_packing_seconds:0.1", "");
            database.query(truth, from, region, "count(packing)", "orders_packing_seconds:1.0", "");
            assertThat(shown.numbers()).isEqualTo(truth);
        }
    }

    @Test
    void aConditionIsPartOfTheHelpThatNobodyWrote() throws Exception {
        assertThat(declared(ORDERS).metrics())
                .extracting(Metric::help)
                .contains(
                        "Rows of Shop.order events.",
                        "Rows of Shop.order events where gift = true.",
                        "Sum of Shop.order events.weight where paid = true and weight > 0.5.",
                        "Distribution of Shop.order events.packing.");
    }

    private void assertRefused(String database, String columns, String declaration, String message) throws Exception {
        ApiTable place = ApiTable.create(SERVER, database, "timestamptz");
        place.execute("CREATE TABLE public.orders (" + columns + "recorded_at timestamptz)");
        EventTable orders = declared("table: public.orders\n" + declaration);
        try (EventTails tails = ReadyTails.of(place.dataSource(), EventTailsTest.quickSettings(), List.of(orders))) {
            TailSlot slot = tails.slot(orders);
            assertThat(slot).isNotNull();
            assertThatThrownBy(slot::samples)
                    .isInstanceOf(TailUnavailable.class)
                    .message()
                    .endsWith(message.replace(
                            "FILE", folder.resolve(Declared.FILE).toString()));
        }
    }

    @Test
    void aColumnThatIsNotThereIsNamed() throws Exception {
        assertRefused(
                "lacking",
                "",
                "counters:\n  orders_amount_total: {sum: amount}\n",
                "table public.orders has no column amount: add it, or correct FILE");
    }

    @Test
    void aKeyMayNotBeNull() throws Exception {
        assertRefused(
                "keyless",
                "id bigint, ",
                "key: id\ncounters:\n  orders_total: {}\n",
                "public.orders.id may be NULL, and then tells no rows apart: make it NOT NULL, or correct FILE");
    }

    @Test
    void aTextIsNoNumber() throws Exception {
        assertRefused(
                "textual",
                "amount text, ",
                "counters:\n  orders_amount_total: {sum: amount}\n",
                "public.orders.amount is a text, not a number: make it one, or correct FILE");
    }

    @Test
    void aBooleanIsComparedWithTrueAndFalse() throws Exception {
        String never = ": write true or false in where, or make it a text, or correct FILE";
        assertRefused(
                "boolean",
                "paid boolean, ",
                "counters:\n  orders_paid_total: {where: paid = yes}\n",
                "public.orders.paid is a boolean, which is never \"yes\"" + never);
        assertRefused(
                "boolean_list",
                "paid boolean, took integer, ",
                "histograms:\n  orders_took: {column: took, buckets: [1], where: 'paid in (true, t)'}\n",
                "public.orders.paid is a boolean, which is never \"t\"" + never);
        assertRefused(
                "boolean_gauge",
                "paid boolean, ",
                "counters:\n  orders_total:\ngauges:\n  orders_open: {where: paid != yes}\n",
                "public.orders.paid is a boolean, which is never \"yes\"" + never);
    }

    /** They hold: a boolean's text is true or false. */
    @Test
    void aBooleanMayBeComparedWithTrueInQuotes() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "quoted_boolean", "timestamptz");
        database.execute("CREATE TABLE orders (paid boolean, recorded_at timestamptz NOT NULL DEFAULT now())");
        String yaml = """
                table: public.orders
                counters:
                  orders_paid_total: {where: "paid = 'true'"}
                  orders_known_total: {where: "paid in (true, false)"}
                """;
        EventTable orders = declared(yaml);
        try (EventTails tails = ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), List.of(orders))) {
            database.execute("INSERT INTO orders VALUES (true), (false), (NULL)");
            Shown shown = new Shown(tails, List.of(orders));
            shown.awaitSum("orders_known_total", 2);
            shown.awaitSum("orders_paid_total", 1);
        }
    }

    @Test
    void decimalsThatWouldBeLostAreRefused() throws Exception {
        assertRefused(
                "decimal",
                "amount numeric(10, 2), ",
                "counters:\n  orders_amount_total: {sum: amount}\n",
                "public.orders.amount is a numeric with 2 decimals, of which 0 would be counted: set decimals in its declaration");
    }
}
