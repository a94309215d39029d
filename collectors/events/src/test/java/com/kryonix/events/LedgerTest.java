package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When there is something to keep. */
class LedgerTest {
    private static final EventTable TABLE = EventsCatalogue.table("api_metrics");

    private final Ledger ledger = Ledger.blank(TABLE, new Identity(1, 2, 3, "shape"), state(1000), 0);

    private static TailState state(long horizon) {
        return new TailState(horizon, 0, horizon, 0, List.of(), Map.of(), null);
    }

    private void foldNothing(long horizon) {
        ledger.addQuick(state(horizon), new Counts(TABLE), new Counts(TABLE), 0);
    }

    @Test
    void anIdleTableInABusyDatabaseIsKeptBeforeItsCheckpointIsTooOldToGoOnFrom() {
        ledger.kept();
        foldNothing(50_000_000);
        assertThat(ledger.changed()).isFalse();
        foldNothing(100_001_001);
        assertThat(ledger.changed()).isTrue();
        ledger.kept();
        foldNothing(200_000_000);
        assertThat(ledger.changed()).isFalse();
    }

    @Test
    void anIdleTablesCheckpointFollowsByTheHourSoThatMaintenanceSeesWhatIsReadNoMore() {
        long hour = 3_600_000_000L;
        ledger.kept();
        foldNothingFrom(hour);
        assertThat(ledger.changed()).isFalse();
        foldNothingFrom(hour + 1);
        assertThat(ledger.changed()).isTrue();
        ledger.kept();
        foldNothingFrom(2 * hour);
        assertThat(ledger.changed()).isFalse();
    }

    private void foldNothingFrom(long bound) {
        TailState after = new TailState(1000, bound, 1000, bound, List.of(), Map.of(), null);
        ledger.addQuick(after, new Counts(TABLE), new Counts(TABLE), 0);
    }
}
