package com.kryonix.postgres.statements;

import java.time.Duration;

/**
 * Which statements get series of their own, and how much of their text is shown.
 *
 * @param topK statements with series of their own, at most; the rest is {@code queryid="other"} of its user and database
 * @param textLength characters of a statement's text, at most; 0 for none
 * @param owners pairs of user and database with series of their own, at most; the rest is one pair named {@code other}
 * @param enterAbove how many times another's importance a statement must have to take its place
 * @param quiet how long a tracked statement must have been outside the top K before another may take its place
 * @param replacementsPerHour how many tracked statements may be replaced in an hour, at most
 * @param halfLife after what time an execution counts half as much for a statement's importance
 * @param textInterval how often texts may be read in the long run: each read makes the server load its whole text file
 */
public record StatementsOptions(
        int topK,
        int textLength,
        int owners,
        double enterAbove,
        Duration quiet,
        int replacementsPerHour,
        Duration halfLife,
        Duration textInterval) {
    public static final StatementsOptions DEFAULTS = new StatementsOptions(
            100, 300, 100, 1.2, Duration.ofMinutes(10), 60, Duration.ofMinutes(10), Duration.ofMinutes(5));

    public StatementsOptions {
        check(topK >= 0 && topK <= 5000, "topK must be 0 to 5000, not " + topK);
        check(textLength >= 0 && textLength <= 10000, "textLength must be 0 to 10000, not " + textLength);
        check(owners >= 1, "owners must be at least 1, not " + owners);
        check(enterAbove >= 1, "enterAbove must be at least 1, not " + enterAbove);
        check(!quiet.isNegative(), "quiet must not be negative: " + quiet);
        check(replacementsPerHour >= 0, "replacementsPerHour must not be negative: " + replacementsPerHour);
        check(!halfLife.isNegative() && !halfLife.isZero(), "halfLife must be positive: " + halfLife);
        check(!textInterval.isNegative(), "textInterval must not be negative: " + textInterval);
    }

    /** The defaults with another K. */
    public static StatementsOptions top(int k) {
        return DEFAULTS.withTopK(k);
    }

    public StatementsOptions withTopK(int k) {
        return new StatementsOptions(
                k, textLength, owners, enterAbove, quiet, replacementsPerHour, halfLife, textInterval);
    }

    public StatementsOptions withTextLength(int characters) {
        return new StatementsOptions(
                topK, characters, owners, enterAbove, quiet, replacementsPerHour, halfLife, textInterval);
    }

    private static void check(boolean fine, String message) {
        if (!fine) {
            throw new IllegalArgumentException("statements: " + message);
        }
    }
}
