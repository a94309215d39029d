package com.kryonix.events;

import static com.kryonix.events.RetentionTest.DAY;
import static com.kryonix.events.RetentionTest.DAYS_THERE;
import static com.kryonix.events.RetentionTest.KEEP;
import static com.kryonix.events.RetentionTest.ROWS;
import static com.kryonix.events.RetentionTest.maintain;
import static com.kryonix.events.RetentionTest.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an older transaction keeps provisional does not go before it has settled: no shown value falls. */
class ProvisionalRetentionTest {
    private static final String PREPARE =
            "BEGIN; CREATE TABLE IF NOT EXISTS public.elsewhere (i integer); PREPARE TRANSACTION 'trip'";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void aDayWaitsForAPreparedTransactionThatIsOlderThanARowInIt(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = shipped(server);
            table.execute(DAY.formatted(45, 24), DAY.formatted(40, 24));
            table.execute(PREPARE);
            table.execute(ROWS.formatted(40, 5), ROWS.formatted(400, 3), ROWS.formatted(0, 2));
            TailSettings settings = EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING);
            try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {
                EventTailsTest.awaitRequests(tails, 10);
                Map<String, Double> shown = ApiTable.numbers(EventTailsTest.scrape(tails));
                assertThat(maintain(table, KEEP).done())
                        .singleElement()
                        .asString()
                        .startsWith("kept performance.api_metrics from ")
                        .contains("rows in it are provisional until transaction 'trip', prepared by postgres at ")
                        .endsWith("ends: COMMIT PREPARED 'trip' or ROLLBACK PREPARED 'trip' in database retention");
                assertThat(table.number(DAYS_THERE)).isEqualTo(2);
                assertThat(table.rows()).isEqualTo(10);
                EventTailsTest.awaitRequests(tails, 10);
                table.execute("ROLLBACK PREPARED 'trip'");
                Awaiting.until(() -> provisional(tails) == 0, () -> "rows do not settle");
                Awaiting.until(
                        () -> {
                            maintain(table, KEEP);
                            return table.number(DAYS_THERE) == 0 && table.rows() == 2;
                        },
                        () -> "not dropped: " + maintain(table, KEEP).done());
                table.execute(ROWS.formatted(0, 1));
                EventTailsTest.awaitRequests(tails, 11);
                assertThat(ApiTable.numbers(EventTailsTest.scrape(tails)))
                        .hasSameSizeAs(shown)
                        .allSatisfy((key, value) ->
                                assertThat(value).as(key).isGreaterThanOrEqualTo(shown.getOrDefault(key, 0.0)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void soItIsWhereNoCheckpointCanBeSeen(int major, @TempDir Path folder) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = shipped(server);
            table.execute("DROP TABLE performance.rollup_hourly, performance.rollup_daily,"
                    + " performance.rollup_progress CASCADE");
            table.execute(DAY.formatted(45, 24), DAY.formatted(40, 24));
            table.execute(PREPARE);
            table.execute(ROWS.formatted(40, 5), ROWS.formatted(400, 3));
            TailSettings elsewhere = EventTailsTest.quickSettings()
                    .with(TailSettings.Start.BEGINNING)
                    .withCheckpointFile(folder.resolve("another machine's"));
            try (EventTails tails = ReadyTails.of(table.dataSource(), elsewhere)) {
                EventTailsTest.awaitRequests(tails, 8);
                assertThat(maintain(table, KEEP).done())
                        .hasSize(2)
                        .anyMatch(line -> line.matches("dropped performance\\.api_metrics_\\d{8} .*"))
                        .anyMatch(line -> line.matches("kept performance\\.api_metrics_\\d{8}: rows in it are"
                                + " provisional until transaction 'trip', prepared .*"));
                assertThat(table.rows()).isEqualTo(8);
                table.execute("ROLLBACK PREPARED 'trip'");
                Awaiting.until(() -> provisional(tails) == 0, () -> "rows do not settle");
                assertThat(maintain(table, KEEP).done()).hasSize(2);
                assertThat(table.rows()).isZero();
                table.execute(ROWS.formatted(0, 1));
                EventTailsTest.awaitRequests(tails, 9);
            }
        }
    }

    private static long provisional(EventTails tails) {
        TailSlot slot = Objects.requireNonNull(tails.slot(EventsCatalogue.table("api_metrics")));
        return Objects.requireNonNull(slot.figures()).provisional();
    }
}
