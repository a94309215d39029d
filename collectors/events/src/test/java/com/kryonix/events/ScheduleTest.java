package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aShortPassIsDueAgainAfterItsInterval() {
        Schedule schedule = new Schedule(Duration.ofSeconds(5), 0.1, 0);
        assertThat(schedule.isDue(0)).isTrue();
        schedule.done(0, SECOND / 10);
        assertThat(schedule.isDue(5 * SECOND - 1)).isFalse();
        assertThat(schedule.isDue(5 * SECOND)).isTrue();
    }

    @Test
    void aLongPassRestsUntilItTookNoMoreThanItsShare() {
        Schedule schedule = new Schedule(Duration.ofSeconds(5), 0.1, 0);
        schedule.done(0, 3 * SECOND);
        assertThat(schedule.due()).isEqualTo(33 * SECOND);
    }

    @Test
    void theClockMayPassItsGreatestNumber() {
        Schedule schedule = new Schedule(Duration.ofSeconds(5), 1, Long.MAX_VALUE);
        schedule.done(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(schedule.isDue(Long.MAX_VALUE)).isFalse();
        assertThat(schedule.isDue(Long.MAX_VALUE + 5 * SECOND)).isTrue();
    }
}
