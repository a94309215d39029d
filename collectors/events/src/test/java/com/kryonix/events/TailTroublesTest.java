package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log and a scrape say when a tail cannot do its work: which database, which table, and what to do. */
class TailTroublesTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Failure failure(EventTails tails) throws Exception {
        try {
            EventsCatalogue.create().collectors().get(0).collect(tails, Scrape.within(PATIENCE));
            throw new AssertionError("it was collected");
        } catch (Exception e) {
            return tails.explain(e);
        }
    }

    @Test
    void aDatabaseWithoutEventTablesIsNotSpokenOfUntilItHasOne() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "without", "timestamptz");
        table.execute("DROP SCHEMA performance CASCADE", "CREATE ROLE reader LOGIN");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = EventTails.of("billing", table.dataSource("reader"), EventTailsTest.quickSettings())
                        .start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            assertThat(lines.with("billing")).isEmpty();
            table.execute("CREATE SCHEMA performance", "GRANT USAGE ON SCHEMA performance TO reader");
            table.createTable("timestamptz");
            table.execute("GRANT SELECT ON performance.api_metrics TO reader");
            Awaiting.until(() -> tails.slots().get(0).figures() != null, () -> "not shown");
            assertThat(lines.with("checkpoints go to files"))
                    .singleElement()
                    .asString()
                    .startsWith("events billing: checkpoints go to files " + System.getenv("XDG_STATE_HOME")
                            + "/kryonix-exporter/default-")
                    .contains("because table performance.exporter_checkpoint is missing and cannot be made");
        }
    }

    @Test
    void aCheckpointThatCannotBeWrittenNamesTheTargetTheTableAndTheFile(@TempDir Path folder) throws Exception {
        ApiTable table = ApiTable.create(SERVER, "unwritten", "timestamptz");
        Path file = Files.createFile(folder.resolve("file")).resolve("checkpoint");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = EventTails.of(
                                "billing",
                                table.dataSource(),
                                EventTailsTest.quickSettings().withCheckpointFile(file))
                        .start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            Failure failure = failure(tails);
            assertThat(failure.kind()).isEqualTo(FailureKind.QUERY);
            assertThat(failure.message())
                    .startsWith("events billing: tail performance.api_metrics: checkpoint: ")
                    .contains(folder.resolve("file").toString())
                    .doesNotContain("Exception:", "\n");
            assertThat(lines.with(failure.message())).hasSize(1);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedAsTheConfigurationNamesIt() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "dropped", "timestamptz");
        SERVER.execute("DROP DATABASE dropped");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = EventTails.of("billing", table.dataSource(), EventTailsTest.quickSettings())
                        .start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            assertThat(lines.with("events billing: "))
                    .singleElement()
                    .asString()
                    .contains("\"dropped\"");
        }
    }

    @Test
    void withoutAnIndexItSaysSoAndTheRateAndCountsAllTheSame() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "unindexed", "timestamptz");
        table.execute("DROP INDEX performance.api_metrics_recorded_at_idx");
        assertThat(counted(table, "unindexed"))
                .singleElement()
                .asString()
                .endsWith(
                        "no index begins with recorded_at, so each fold reads the whole table, at a lower rate: at most"
                                + " 100 % of the time (events.max_duty); run CREATE INDEX CONCURRENTLY ON performance.api_metrics"
                                + " (recorded_at)");
        table.execute("CREATE INDEX ON performance.api_metrics USING brin (recorded_at)");
        assertThat(counted(table, "brin")).isEmpty();
    }

    /** Counts ten rows; what was said about indexes. */
    private static List<String> counted(ApiTable table, String endpoint) throws Exception {
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings())
                        .start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            table.insert(10, "/" + endpoint, "GET", 200, 10);
            Awaiting.until(
                    () -> EventTailsTest.requests(tails) == table.rows(), () -> EventTailsTest.requests(tails) + "");
            return lines.with("no index");
        }
    }
}
