package com.kryonix.events.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Triple;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The stretches of time in which a slow pass looks for rows that no quick pass has counted. */
class StretchTest {
    private static final long HORIZON = 100;

    /** Passes that follow one another by transaction, whatever their bounds are. */
    @Provide
    Arbitrary<List<Triple>> passes() {
        return Arbitraries.longs().between(-20, 20).list().ofMaxSize(8).map(bounds -> {
            List<Triple> passes = new ArrayList<>();
            long first = HORIZON - bounds.size();
            for (long bound : bounds) {
                passes.add(new Triple(first, ++first, bound));
            }
            return passes;
        });
    }

    private static boolean isUnseen(long time, long xid, List<Triple> passes) {
        return xid >= HORIZON
                || passes.stream().anyMatch(pass -> xid >= pass.from() && xid < pass.to() && time < pass.bound());
    }

    @Property
    void everyUnseenRowLiesInOneOfThemAndEveryTimeInExactlyOne(
            @ForAll("passes") List<Triple> passes, @ForAll("bounds") long from) {
        List<Stretch> stretches = Stretch.ofUnseen(from, HORIZON, passes);
        assertThat(stretches.size()).isLessThanOrEqualTo(passes.size() + 1);
        for (long time = from; time < from + 50; time++) {
            long at = time;
            List<Stretch> here = stretches.stream()
                    .filter(stretch -> at >= stretch.first() && at <= stretch.last())
                    .toList();
            assertThat(here).as("at %s", time).hasSize(1);
            for (long xid = HORIZON - 10; xid < HORIZON + 2; xid++) {
                if (isUnseen(time, xid, passes)) {
                    assertThat(here.get(0).xid()).as("at %s", time).isLessThanOrEqualTo(xid);
                }
            }
        }
    }

    @Provide
    Arbitrary<Long> bounds() {
        return Arbitraries.longs().between(-25, 25);
    }

    @Property
    void ofPassesWhoseBoundsRiseNoSeenRowIsAmongThem(@ForAll("passes") List<Triple> any) {
        List<Triple> passes = new ArrayList<>();
        long bound = -21;
        for (Triple pass : any) {
            bound = Math.max(bound + 1, pass.bound());
            passes.add(new Triple(pass.from(), pass.to(), bound));
        }
        for (Stretch stretch : Stretch.ofUnseen(-21, HORIZON, passes)) {
            for (long xid = stretch.xid(); xid < HORIZON; xid++) {
                assertThat(isUnseen(stretch.first(), xid, passes)).isTrue();
                assertThat(isUnseen(stretch.last(), xid, passes)).isTrue();
            }
        }
    }

    @Test
    void theLastOneHoldsRowsOfInfinityAndTheFirstOneThoseOfMinusInfinity() {
        List<Stretch> stretches = Stretch.ofUnseen(
                TailState.NO_TIME, HORIZON, List.of(new Triple(98, 99, 5), new Triple(99, HORIZON, 3)));
        assertThat(stretches)
                .containsExactly(new Stretch(TailState.NO_TIME, 4, 98), new Stretch(5, Long.MAX_VALUE, HORIZON));
    }
}
