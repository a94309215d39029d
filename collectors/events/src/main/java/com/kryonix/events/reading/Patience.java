package com.kryonix.events.reading;

import java.time.Duration;

/**
 * How long a reading may wait for a lock, and how long it may take: twice as long after each one that took too long, so that some day one comes through; and
 * half as long again, down to what it was at first, once all readings take far less.
 */
public final class Patience {
    private static final Duration USUAL = Duration.ofSeconds(110);
    private static final Duration LONGEST = Duration.ofHours(6);

    /** Other tables wait meanwhile, and whoever comes after the one that is waited for. */
    private static final Duration BRIEFLY = Duration.ofSeconds(1);

    /** Longer than another one waits that gives up, too. */
    private static final Duration FOR_ANOTHER = Duration.ofSeconds(30);

    /** What stays far from too long when it is halved. */
    private static final int FAR = 4;

    private final Duration first;
    private final Duration forLocks;
    private Duration now;
    private Duration longest = Duration.ZERO;

    private Patience(Duration first, Duration forLocks) {
        this.first = first;
        this.forLocks = forLocks;
        this.now = first;
    }

    /** @param first for the first reading */
    public Patience(Duration first) {
        this(first, BRIEFLY);
    }

    /** Longer than any takes that is as it should be. */
    public static Patience usual() {
        return new Patience(USUAL);
    }

    /** Of one that nobody waits for. */
    public static Patience unhurried() {
        return new Patience(LONGEST, FOR_ANOTHER);
    }

    public Duration forLocks() {
        return forLocks;
    }

    public Duration now() {
        return now;
    }

    /** A reading took longer. */
    public void exceeded() {
        Duration doubled = now.multipliedBy(2);
        now = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    /** A reading came through. */
    public void took(Duration time) {
        longest = longest.compareTo(time) < 0 ? time : longest;
    }

    /** All kinds of readings came through since this was said last: a quick kind alone tells nothing of the others. */
    public void allCameThrough() {
        if (longest.multipliedBy(FAR).compareTo(now) < 0) {
            Duration half = now.dividedBy(2);
            now = half.compareTo(first) < 0 ? first : half;
        }
        longest = Duration.ZERO;
    }
}
