package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line does to a checkpoint of an exporter whose rules it does not know. */
class StoredTailTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final TailSettings SETTINGS = EventTailsTest.quickSettings();

    /** Its patience with an exporter that is silent is longer than any test. */
    private static final TailSettings COMMAND =
            SETTINGS.with(TailSettings.defaults().pace());

    private static final String STATE = "SELECT encode(state, 'hex') FROM performance.exporter_checkpoint";

    private final EventTable withRules;
    private final EventTable without;

    StoredTailTest(@TempDir Path folder) throws Exception {
        this.withRules = declared(folder, "column: a, rules: [{match: u, replace: x}]");
        this.without = declared(folder, "column: a");
    }

    private static EventTable declared(Path folder, String region) throws Exception {
        return Declared.in(
                folder,
                "table: public.pay\nlabels:\n  region: {" + region + "}\ncounters:\n  pay_total: {labels: [region]}\n");
    }

    /** Three rows in it, and a checkpoint of an exporter that has none of them. */
    private static ApiTable database(String name) {
        ApiTable database = ApiTable.create(SERVER, name, "timestamptz");
        database.execute(
                "CREATE TABLE public.pay (a text NOT NULL, recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.pay (recorded_at)",
                "INSERT INTO public.pay VALUES ('Eu'), ('Eu'), ('Us')");
        return database;
    }

    private EventTails exporter(ApiTable database) throws Exception {
        return ReadyTails.of(database.dataSource(), SETTINGS, List.of(withRules));
    }

    private static void rewind(ApiTable database, EventTable table, boolean force) throws Exception {
        try (TailConnection connection = TailConnection.open(database.dataSource())) {
            new StoredTail(connection, COMMAND, table).rewind(null, force);
        }
    }

    private static void reset(ApiTable database, EventTable table, boolean force) throws Exception {
        try (TailConnection connection = TailConnection.open(database.dataSource())) {
            new StoredTail(connection, COMMAND, table).reset(force);
        }
    }

    @Test
    void withOtherRulesThanARunningExporterHasItChangesNothingEvenByForce() throws Exception {
        ApiTable database = database("running");
        try (EventTails tails = exporter(database)) {
            for (boolean force : new boolean[] {false, true}) {
                assertThatThrownBy(() -> rewind(database, without, force))
                        .isInstanceOf(TailBusy.class)
                        .hasMessage("the checkpoint is of an exporter with another declaration or other endpoint_rules,"
                                + " which refuses what this command would write: give it the exporter's configuration"
                                + " (--config)");
                assertThatThrownBy(() -> reset(database, without, force)).isInstanceOf(TailBusy.class);
            }
            rewind(database, withRules, true);
            Shown shown = new Shown(tails, List.of(withRules));
            shown.await("pay_total Ex", 2);
            shown.awaitSum("pay_total", 3);
        }
    }

    @Test
    void afterOneWithOtherRulesHasEndedItNeedsForceSinceTheNextMayHaveThemToo() throws Exception {
        ApiTable database = database("ended");
        exporter(database).close();
        String before = database.text(STATE);
        assertThatThrownBy(() -> rewind(database, without, false))
                .isInstanceOf(TailBusy.class)
                .hasMessageContaining("which has ended, with another declaration")
                .hasMessageEndingWith(" (--config); or --force, if the exporter will have this one");
        assertThatThrownBy(() -> reset(database, without, false)).isInstanceOf(TailBusy.class);
        assertThat(database.text(STATE)).isEqualTo(before);
        rewind(database, without, true);
        try (EventTails tails = EventTails.of("main", database.dataSource(), SETTINGS, List.of(without))
                .start()) {
            new Shown(tails, List.of(without)).await("pay_total Eu", 2);
        }
    }

    @Test
    void underAnotherNameThanTheExportersItNeedsForceSinceNobodyMayReadIt() throws Exception {
        ApiTable database = database("misnamed");
        exporter(database).close();
        TailSettings misnamed = new TailSettings(
                "shop", COMMAND.start(), COMMAND.pace(), COMMAND.tolerance(), COMMAND.checkpointFile(), null);
        try (TailConnection connection = TailConnection.open(database.dataSource())) {
            StoredTail tail = new StoredTail(connection, misnamed, withRules);
            assertThat(tail.status())
                    .isEqualTo("instance shop, table performance.exporter_checkpoint: no checkpoint (but of instance"
                            + " default); an exporter begins with the rows of then (events.start: now)");
            assertThatThrownBy(() -> tail.rewind(null, false))
                    .isInstanceOf(TailBusy.class)
                    .hasMessageStartingWith("there is no checkpoint of instance shop (but of instance default): give")
                    .hasMessageContaining("--force");
            tail.rewind(null, true);
            assertThat(tail.status()).startsWith("instance shop, table performance.exporter_checkpoint, 0 s old, ");
        }
    }
}
