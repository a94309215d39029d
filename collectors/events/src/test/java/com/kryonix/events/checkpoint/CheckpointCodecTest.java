package com.kryonix.events.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.events.ApiMetrics;
import com.kryonix.events.fold.Bounds;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Triple;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckpointCodecTest {
    private static final EventTable TABLE = ApiMetrics.TABLE;
    private static final Identity HERE = new Identity(-7_000_000_000_000_000_000L, 16384, 16390, TABLE.shape());

    private static final Stamp STAMP = new Stamp(
            new Writer(new UUID(-5, 7), "web-1, process 7"),
            Instant.ofEpochMilli(1_700_000_000_123L),
            new Position(3, 1L << 40));

    private static Checkpoint checkpoint(Identity identity) {
        TailState state = new TailState(
                1L << 40,
                Long.MIN_VALUE,
                5,
                -3,
                List.of(new Triple(5, 9, 1), new Triple(9, 1L << 40, -1)),
                Map.of("g/7", new Bounds(1, Long.MAX_VALUE)),
                42L);
        Admissions admissions = Admissions.of(TABLE, List.of(List.of("/ä", "/b"), List.of("GET")));
        Counts counts = new Counts(TABLE);
        counts.addRows(12, 3);
        counts.cell(0, 0x0001_0002_0003L, 1)[0] = 12;
        counts.cell(1, -1L >>> 16, 18)[17] = Long.MAX_VALUE;
        return new Checkpoint(identity, new Origin(77, -42L), state, 4, admissions, counts);
    }

    private static Map<String, List<Long>> cells(Counts counts) {
        Map<String, List<Long>> cells = new TreeMap<>();
        for (int group = 0; group < counts.groups(); group++) {
            int at = group;
            counts.forEach(
                    group,
                    (key, cell) -> cells.put(
                            at + "/" + key, Arrays.stream(cell).boxed().toList()));
        }
        return cells;
    }

    @Test
    void whatWasWrittenIsRead() throws Exception {
        Checkpoint written = checkpoint(HERE);
        Checkpoint read = CheckpointCodec.decode(CheckpointCodec.encode(written, STAMP), HERE, TABLE);
        assertThat(read.identity()).isEqualTo(HERE);
        assertThat(read.origin()).isEqualTo(new Origin(77, -42L));
        assertThat(CheckpointCodec.stamp(CheckpointCodec.encode(written, STAMP)))
                .isEqualTo(STAMP);
        assertThat(read.state()).isEqualTo(written.state());
        assertThat(read.late()).isEqualTo(4);
        assertThat(read.admissions().admitted()).isEqualTo(written.admissions().admitted());
        assertThat(read.settled().rows()).isEqualTo(12);
        assertThat(read.settled().overflowed()).isEqualTo(3);
        assertThat(cells(read.settled())).isEqualTo(cells(written.settled()));
    }

    @Test
    void aSumThatWrappedAroundIsReadAsTheMostThatOneHolds() throws Exception {
        Checkpoint written = checkpoint(HERE);
        written.settled().cell(1, -1L >>> 16, 18)[17] = Long.MIN_VALUE + 6;
        Checkpoint read = CheckpointCodec.decode(CheckpointCodec.encode(written, STAMP), HERE, TABLE);
        assertThat(read.settled().cell(1, -1L >>> 16, 18)[17]).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itTellsWhoWroteIt() {
        byte[] bytes = CheckpointCodec.encode(checkpoint(HERE), STAMP);
        assertThat(CheckpointCodec.isBy(new UUID(-5, 7), bytes)).isTrue();
        assertThat(CheckpointCodec.isBy(new UUID(-5, 8), bytes)).isFalse();
        assertThat(CheckpointCodec.isBy(new UUID(-5, 7), new byte[0])).isFalse();
    }

    @Test
    void oneWithMoreLabelValuesThanAreAdmittedNowKeepsThem() {
        List<String> endpoints = IntStream.range(0, 1000).mapToObj(i -> "/" + i).toList();
        Admissions read = Admissions.of(TABLE, List.of(endpoints));
        assertThat(read.admitted().get(0)).isEqualTo(endpoints);
    }

    @Test
    void oneOfAnotherClusterDatabaseTableOrShapeIsRefused() {
        refused(new Identity(1, 16384, 16390, TABLE.shape()), "it is of another cluster (system identifier 1, here ");
        refused(new Identity(HERE.cluster(), 5, 16390, TABLE.shape()), "it is of another database (oid 5, here 16384)");
        refused(new Identity(HERE.cluster(), 16384, 5, TABLE.shape()), "it is of another table (oid 5, here 16390)");
        refused(
                new Identity(HERE.cluster(), 16384, 16390, "old"),
                "the declaration was another one (its metrics, its labels, or its key), or");
    }

    private static void refused(Identity other, String reason) {
        assertThatThrownBy(() -> CheckpointCodec.decode(CheckpointCodec.encode(checkpoint(other), STAMP), HERE, TABLE))
                .isInstanceOf(CheckpointRefused.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void oneThatIsDamagedAnywhereIsRefused() {
        byte[] whole = CheckpointCodec.encode(checkpoint(HERE), STAMP);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> CheckpointCodec.decode(damaged, HERE, TABLE))
                    .as("byte %d", i)
                    .isInstanceOf(CheckpointRefused.class);
        }
        assertThatThrownBy(() -> CheckpointCodec.decode(new byte[0], HERE, TABLE))
                .hasMessage("it is no checkpoint");
        assertThatThrownBy(() -> CheckpointCodec.decode(Arrays.copyOf(whole, whole.length - 1), HERE, TABLE))
                .hasMessageContaining("damaged");
    }
}
