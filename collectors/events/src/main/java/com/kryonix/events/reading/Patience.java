package com.kryonix.events.reading;

import java.time.Duration;

/** How long a reading may take: twice as long after each one that took too long, so that some day one comes through. */
public final class Patience {
    private static final Duration USUAL = Duration.ofSeconds(110);
    private static final Duration LONGEST = Duration.ofHours(6);

    private Duration now;

    /** @param first for the first reading */
    public Patience(Duration first) {
        this.now = first;
    }

    /** Longer than any that is as it should be. */
    public static Patience usual() {
        return new Patience(USUAL);
    }

    public Duration now() {
        return now;
    }

    /** A reading took longer. */
    public void exceeded() {
        Duration doubled = now.multipliedBy(2);
        now = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
