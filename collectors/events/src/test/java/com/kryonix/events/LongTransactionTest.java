package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a transaction that has written stays open, no later row settles; all the same each is shown. */
class LongTransactionTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(15).start();

    @Test
    void aSeriesThatIsBornMeanwhileShowsItsValue() throws Exception {
        isShown(ApiTable.create(SERVER, "held", "timestamptz"), EventTailsTest.quickSettings());
    }

    /** A half-filled page of the server's log is not brought to disk by itself, and a file has to wait for it. */
    @Test
    void aCheckpointInAFileIsSavedThoughTheTransactionsPageOfTheLogIsHalfFull(@TempDir Path folder) throws Exception {
        ApiTable table = ApiTable.create(SERVER, "half_full", "timestamptz");
        table.execute("CREATE TABLE performance.elsewhere (i integer)");
        FileCheckpoints checkpoints = new FileCheckpoints(folder.resolve("checkpoint"));
        try (Connection writer = table.connect();
                Statement open = writer.createStatement();
                Connection tail = table.connect()) {
            writer.setAutoCommit(false);
            open.execute("INSERT INTO performance.elsewhere VALUES (1)");
            assertThat(checkpoints.save(tail, "t", null, new byte[] {1})).isTrue();
            assertThat(checkpoints.load(tail, "t")).containsExactly(1);
        }
    }

    @Test
    void aSeriesThatIsBornMeanwhileShowsItsValueWithACheckpointInAFile(@TempDir Path folder) throws Exception {
        isShown(
                ApiTable.create(SERVER, "held_filed", "timestamptz"),
                EventTailsTest.quickSettings().withCheckpointFile(folder.resolve("checkpoint")));
    }

    private static void isShown(ApiTable table, TailSettings settings) throws Exception {
        table.execute("CREATE TABLE performance.elsewhere (i integer)");
        try (EventTails tails =
                        EventTails.of("main", table.dataSource(), settings).start();
                Connection writer = table.connect();
                Statement open = writer.createStatement()) {
            assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
            writer.setAutoCommit(false);
            open.execute("INSERT INTO performance.elsewhere VALUES (1)");
            table.insert(5, "/a", "GET", 200, 20);
            Awaiting.until(
                    () -> {
                        open.execute("INSERT INTO performance.elsewhere VALUES (1)");
                        return EventTailsTest.requests(tails) == 5;
                    },
                    () -> "requests " + EventTailsTest.requests(tails));
            assertThat(tails.slots().get(0).figures())
                    .isNotNull()
                    .satisfies(figures -> assertThat(figures.provisional()).isEqualTo(5));
            writer.rollback();
            Awaiting.until(
                    () -> {
                        Ledger.Figures figures = tails.slots().get(0).figures();
                        return figures != null && figures.settled() == 5 && figures.provisional() == 0;
                    },
                    () -> "not settled");
            assertThat(EventTailsTest.requests(tails)).isEqualTo(5);
        }
    }
}
