package com.kryonix.exporter.engine;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;

/** What a target's failures mean, even when its own explanation fails. */
final class Defects {
    private Defects() {}

    static Failure explain(Target<?> target, Throwable failure) {
        try {
            return target.source().explain(failure);
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            return failure(target, e);
        }
    }

    /** Names the type and not the message: what an unexpected exception says may hold a secret. */
    static Failure failure(Target<?> target, Throwable defect) {
        return new Failure(
                FailureKind.DEFECT,
                target.title() + ": a defect in the exporter ("
                        + defect.getClass().getSimpleName() + "); please report it with the log's stack trace");
    }
}
