package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long another exporter of the same name is waited for. */
class RivalTest {
    private static final TailSettings.Pace PACE = TailSettings.defaults().pace();
    private static final byte[] ITS = {1};
    private static final byte[] RESET = {};

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static Duration ago(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void oneThatWritesOrRenewsIsAliveAndOneThatDoesNeitherForFiveMinutesIsNot() {
        Rival rival = Rival.met(PACE, ITS, at(0));
        assertThat(rival.silent(ITS, ago(290), at(290))).isFalse();
        assertThat(rival.silent(ITS, ago(0), at(310))).as("renewed").isFalse();
        assertThat(rival.silent(new byte[] {2}, ago(0), at(400))).as("written").isFalse();
        assertThat(rival.silent(new byte[] {2}, ago(299), at(699))).isFalse();
        assertThat(rival.silent(new byte[] {2}, ago(300), at(700))).isTrue();
    }

    @Test
    void whatTheCommandLineWritesIsNotItsLife() {
        Rival rival = Rival.met(PACE, ITS, at(0));
        assertThat(rival.silent(ITS, ago(200), at(200))).isFalse();
        assertThat(rival.silent(RESET, ago(0), at(210)))
                .as("it may yet find out")
                .isFalse();
        assertThat(rival.silent(RESET, ago(90), at(300))).isTrue();
    }

    @Test
    void oneThatWasAliveJustBeforeTheCommandLineWroteIsWaitedFor() {
        Rival rival = Rival.met(PACE, ITS, at(0));
        assertThat(rival.silent(ITS, ago(30), at(330))).isFalse();
        assertThat(rival.silent(RESET, ago(5), at(340))).isFalse();
        assertThat(rival.silent(RESET, ago(265), at(600))).isTrue();
    }

    @Test
    void itIsGivenTwoSignsOfLifeBeforeItIsTakenForDead() {
        assertThat(Rival.betweenSigns(PACE)).isEqualTo(Duration.ofMinutes(2));
        for (Duration checkpoint : new Duration[] {ago(1), ago(30), ago(60), ago(90), ago(3600)}) {
            TailSettings.Pace pace = new TailSettings.Pace(PACE.quick(), PACE.slow(), checkpoint, PACE.maxDuty());
            assertThat(Rival.betweenSigns(pace).multipliedBy(2)).isLessThan(Rival.patience(pace));
        }
    }
}
