package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that others see before they are on disk, on a server whose log writer is slow. */
class AsynchronousCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TailSettings settings() {
        TailSettings usual = EventTailsTest.quickSettings();
        TailSettings.Pace pace = usual.pace();
        return usual.with(new TailSettings.Pace(pace.quick(), pace.slow(), Duration.ofMinutes(10), 1));
    }

    private static long scanned(EventTails tails) {
        return tails.slots().get(0).health().report(System.nanoTime()).scanned();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void areNotShownBeforeACrashOfServerAndExporterCannotTakeThemBack(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major)
                .with("synchronous_commit", "off")
                .with("wal_writer_delay", "5s")
                .with("autovacuum", "off")) {
            server.start();
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            Killable first = new Killable(table, settings());
            assertThat(first.tails().awaitReady(PATIENCE)).isTrue();
            table.insert(1000, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(first.tails(), 1000);
            long before = scanned(first.tails());
            table.insert(10, "/a", "GET", 200, 5);
            Awaiting.until(() -> scanned(first.tails()) >= before + 10, () -> "no fold has seen them");
            server.stopImmediately();
            double shown = EventTailsTest.requests(first.tails());
            first.kill();
            server.start();
            try (EventTails tails = ReadyTails.of(table.dataSource(), settings())) {
                int rows = (int) table.rows();
                EventTailsTest.awaitRequests(tails, rows);
                assertThat((double) rows).as("of those shown").isGreaterThanOrEqualTo(shown);
                table.insert(5, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, rows + 5);
            }
        }
    }
}
