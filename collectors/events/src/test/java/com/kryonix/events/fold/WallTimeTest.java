package com.kryonix.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds in a column of the type TIMESTAMP, which does not tell its zone. */
class WallTimeTest {
    private static final Duration STEP = Duration.ofMinutes(10);

    private static WallTime certain(String... zones) {
        return new WallTime(List.of(zones).stream().map(ZoneId::of).toList(), true);
    }

    private static long wall(Instant instant, ZoneId zone) {
        return ZonedTime.micros(LocalDateTime.ofInstant(instant, zone).toInstant(ZoneOffset.UTC));
    }

    @Test
    void aClockThatIsSetBackLaterLowersTheBoundNow() {
        WallTime wall = certain("Europe/Berlin");
        // 2026-10-25 02:30 summer time; at 03:00 the clock goes back to 02:00.
        Instant before = Instant.parse("2026-10-25T00:30:00Z");
        assertThat(wall.literal(wall.lowerBound(before))).isEqualTo("\'2026-10-25 02:00:00.000000\'::timestamp");
        assertThat(wall.literal(wall.lowerBound(before.minusSeconds(3600))))
                .as("the hour before is no lower than need be")
                .isEqualTo("\'2026-10-25 01:30:00.000000\'::timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"})
    void noLaterMomentShowsLessThanTheBoundThroughAYearWithItsChangesOfTheClock(String name) {
        ZoneId zone = ZoneId.of(name);
        WallTime wall = certain(name);
        Instant end = Instant.parse("2027-01-02T00:00:00Z");
        long least = Long.MAX_VALUE;
        // From the end on, so that the least of all later moments is known at each.
        for (Instant at = end; at.isAfter(end.minus(Duration.ofDays(366))); at = at.minus(STEP)) {
            least = Math.min(least, wall(at, zone));
            assertThat(wall.lowerBound(at)).as("at %s", at).isLessThanOrEqualTo(least);
        }
    }

    @Test
    void ofSeveralZonesTheEarliestWallCounts() {
        Instant noon = Instant.parse("2026-07-01T12:00:00Z");
        WallTime wall = certain("Asia/Tokyo", "America/Sao_Paulo", "UTC");
        assertThat(wall.literal(wall.lowerBound(noon))).isEqualTo("\'2026-07-01 09:00:00.000000\'::timestamp");
        assertThat(wall.lowestBound(noon)).isEqualTo(wall.lowerBound(noon));
    }

    @Test
    void whereTheZoneIsNotCertainTheLowestBoundHoldsInEveryZoneThatThereIs() {
        WallTime wall = new WallTime(List.of(ZoneOffset.UTC), false);
        for (String day : List.of("2026-01-15", "2026-03-29", "2026-07-01", "2026-10-25")) {
            Instant noon = Instant.parse(day + "T12:00:00Z");
            assertThat(ZoneId.getAvailableZoneIds())
                    .isNotEmpty()
                    .allSatisfy(zone ->
                            assertThat(wall(noon, ZoneId.of(zone))).isGreaterThanOrEqualTo(wall.lowestBound(noon)));
        }
    }
}
