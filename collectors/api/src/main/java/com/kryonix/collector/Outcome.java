package com.kryonix.collector;

/** How one collector's turn in one scrape ended. */
public sealed interface Outcome {
    record Collected(Reading reading) implements Outcome {}

    /** Not applicable here, switched off or not asked for: not a failure. */
    record Skipped(String reason) implements Outcome {}

    record Failed(Failure failure, Throwable cause) implements Outcome {}
}
