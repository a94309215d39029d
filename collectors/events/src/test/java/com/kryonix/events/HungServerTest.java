package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server whose connections stay open while nothing answers. */
class HungServerTest {
    private static final String THREAD = "event tails";

    @Test
    void whatWasCountedStaysShownTheTailGoesOnAfterwardsAndCanEndMeanwhile() throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR).start()) {
            ApiTable table = ApiTable.create(server, "hung", "timestamptz");
            EventTails tails = ReadyTails.of(table.dataSource(), EventTailsTest.quickSettings());
            table.insert(5, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 5);
            server.pause();
            try {
                TailHealth health = tails.slots().get(0).health();
                Awaiting.until(() -> health.report(System.nanoTime()).lag() > 1, () -> "still answers");
                assertThat(EventTailsTest.requests(tails)).isEqualTo(5);
            } finally {
                server.resume();
            }
            table.insert(2, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 7);
            server.pause();
            try {
                Thread closing = new Thread(tails::close, "closing");
                closing.start();
                closing.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(closing.isAlive()).as("close() still waits").isFalse();
                Awaiting.until(
                        () -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().equals(THREAD)),
                        () -> "the tails' thread is stuck");
            } finally {
                server.resume();
            }
        }
    }
}
