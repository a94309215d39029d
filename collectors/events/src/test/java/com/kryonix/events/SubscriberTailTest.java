package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that logical replication writes: its rows' times are the publisher's, their transactions the subscriber's. */
class SubscriberTailTest {
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void rowsAreCountedAsTheyAreAppliedAndTheDelayedOnesAsLate(int major) throws Exception {
        try (RealPostgres publisher =
                        RealPostgres.of(major).with("wal_level", "logical").start();
                RealPostgres subscriber = RealPostgres.of(major).start()) {
            ApiTable written = ApiTable.create(publisher, "shop", "timestamptz");
            ApiTable applied = ApiTable.create(subscriber, "shop", "timestamptz");
            written.execute("CREATE PUBLICATION rows FOR TABLE performance.api_metrics");
            TailSettings settings = EventTailsTest.quickSettings();
            try (EventTails tails = ReadyTails.of(applied.dataSource(), settings)) {
                written.insert(3, "/copied", "GET", 200, 20);
                applied.execute("CREATE SUBSCRIPTION rows CONNECTION 'host=127.0.0.1 port=" + publisher.port()
                        + " user=postgres dbname=shop' PUBLICATION rows");
                EventTailsTest.awaitRequests(tails, 3);
                for (int i = 0; i < 20; i++) {
                    written.insert(5, "/streamed", "GET", 200, 20);
                }
                EventTailsTest.awaitRequests(tails, 103);
                // As when the subscriber was away for 20 seconds.
                written.execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time,"
                        + " recorded_at) SELECT '/delayed', 'GET', 200, 20, now() - interval '20 s'"
                        + " FROM generate_series(1, 7)");
                EventTailsTest.awaitRequests(tails, 110);
                Ledger.Figures figures = tails.slots().get(0).figures();
                assertThat(figures).isNotNull();
                assertThat(figures.late()).isGreaterThanOrEqualTo(7);
                assertThat(ApiTable.numbers(EventTailsTest.shown(tails)))
                        .containsExactlyInAnyOrderEntriesOf(written.truth());
            }
        }
    }
}
