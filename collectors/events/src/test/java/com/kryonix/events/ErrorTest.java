package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An error that may strike in the middle of anything. */
class ErrorTest {
    /** Connections that find no memory, once, when they are told to. */
    private static DataSource poorOnce(DataSource real, AtomicBoolean poor) {
        return proxy(DataSource.class, real, new AtomicBoolean(), poor);
    }

    private static <T> T proxy(Class<T> type, T real, AtomicBoolean poor, AtomicBoolean connectionsPoor) {
        return type.cast(Proxy.newProxyInstance(
                ErrorTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createStatement") && poor.getAndSet(false)) {
                        throw new OutOfMemoryError("of a test");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return method.getName().equals("getConnection") && result instanceof Connection connection
                                ? proxy(Connection.class, connection, connectionsPoor, connectionsPoor)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof SQLException thrown ? thrown : e;
                    }
                }));
    }

    private static long settled(EventTails tails) {
        Ledger.Figures figures = tails.slots().get(0).figures();
        return figures == null ? -1 : figures.settled();
    }

    /** Of what a tail remembers, a part may be torn; what it has written is whole. */
    @Test
    void theTailsGoOnFromTheirCheckpointsAndNotFromMemory() throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR)) {
            server.start();
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            TailSettings usual = EventTailsTest.quickSettings();
            TailSettings.Pace pace = usual.pace();
            TailSettings rarelyKept =
                    usual.with(new TailSettings.Pace(pace.quick(), pace.slow(), Duration.ofMinutes(10), 1));
            AtomicBoolean poor = new AtomicBoolean();
            try (LoggedLines lines = LoggedLines.open();
                    EventTails tails = EventTails.of("main", poorOnce(table.dataSource(), poor), rarelyKept)
                            .start()) {
                assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
                table.insert(100, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 100);
                table.insert(10, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 110);
                Awaiting.until(() -> settled(tails) == 110, () -> "settled " + settled(tails));
                // Those since the checkpoint are not there to be read again; of memory, nothing would fall.
                table.execute("DELETE FROM performance.api_metrics");
                poor.set(true);
                Awaiting.until(
                        () -> !lines.with("the tails start again from their checkpoints")
                                .isEmpty(),
                        () -> "no error");
                Awaiting.until(() -> !lines.with("reset to 0").isEmpty(), () -> "what is remembered is gone on with");
                table.insert(3, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 3);
            }
        }
    }
}
