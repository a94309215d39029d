package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby that is read again, after one of its processes crashed, before it has replayed what it had. */
class StandbyCrashTest {
    private static final String BEHIND = "this standby has not replayed as far as what is shown";

    private static TailSettings settings(Path folder) {
        TailSettings usual = EventTailsTest.quickSettings();
        TailSettings.Pace pace = usual.pace();
        return usual.with(new TailSettings.Pace(pace.quick(), pace.slow(), Duration.ofMinutes(10), 1))
                .withCheckpointFile(folder.resolve("checkpoint"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void isWaitedForAndNoCounterFalls(@TempDir Path folder) throws Exception {
        try (RealPostgres primary = RealPostgres.of(17);
                RealPostgres standby = RealPostgres.of(17).with("restart_after_crash", "on")) {
            primary.start();
            ApiTable written = ApiTable.create(primary, "shop", "timestamptz");
            primary.stop();
            copy(primary.data(), standby.data());
            Files.createFile(standby.data().resolve("standby.signal"));
            primary.start();
            standby.start();
            standby.execute(
                    "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 user=postgres port=" + primary.port() + "'",
                    "SELECT pg_reload_conf()");
            ApiTable read = ApiTable.of(standby, "shop");
            try (LoggedLines lines = LoggedLines.open();
                    EventTails tails = EventTails.of("replica", read.dataSource(), settings(folder))
                            .start()) {
                assertThat(tails.awaitReady(Duration.ofSeconds(30))).isTrue();
                written.insert(100, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 100);
                written.insert(10, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 110);

                // It replays no commit again from now on until the delay is gone.
                standby.execute("ALTER SYSTEM SET recovery_min_apply_delay = '1h'", "SELECT pg_reload_conf()");
                long backend = read.number("SELECT pid FROM pg_stat_activity WHERE datname = 'shop'"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
                assertThat(ProcessHandle.of(backend).orElseThrow().destroyForcibly())
                        .isTrue();
                Awaiting.until(() -> !lines.with(BEHIND).isEmpty(), () -> "not waited for");
                assertThat(read.rows()).as("of those shown").isLessThan(110);
                assertThat(EventTailsTest.requests(tails)).isEqualTo(110);

                standby.execute("ALTER SYSTEM RESET recovery_min_apply_delay", "SELECT pg_reload_conf()");
                written.insert(3, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 113);
                assertThat(lines.with("reset to 0")).isEmpty();
            }
        }
    }
}
