package com.kryonix.exporter.engine;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target's lines in the log: a line when it or one of its collectors begins to fail, fails otherwise, or recovers;
 * nothing while all stays as it was. While the target is down, its collectors are not spoken of.
 */
final class TargetLog {
    private static final Logger LOG = LoggerFactory.getLogger(TargetLog.class);
    private static final String FINE = "";

    private final Target<?> target;
    private String state = "never seen";
    private final Map<String, String> collectors = new HashMap<>();

    TargetLog(Target<?> target) {
        this.target = target;
    }

    synchronized void observe(Visit.Ending ending) {
        if (ending.up()) {
            up(ending.contact());
            ending.collectors().forEach(this::collector);
        } else if (ending.contact() instanceof Contact.Refused refused) {
            down(refused.failure(), refused.cause());
        } else {
            ending.collectors().stream()
                    .map(CollectorResult::outcome)
                    .filter(Outcome.Failed.class::isInstance)
                    .map(Outcome.Failed.class::cast)
                    .findFirst()
                    .ifPresent(failed -> down(failed.failure(), failed.cause()));
        }
    }

    private void up(Contact contact) {
        if (!state.equals(FINE) && contact instanceof Contact.Made made) {
            LOG.info("{}: answers, version {}", target.title(), made.facts().version());
        }
        state = FINE;
    }

    private void down(Failure failure, Throwable cause) {
        String now = kind(failure);
        if (!now.equals(state)) {
            tell(failure, cause, "");
        }
        state = now;
    }

    private void collector(CollectorResult result) {
        String now = FINE;
        if (result.outcome() instanceof Outcome.Failed failed) {
            now = kind(failed.failure());
        } else if (result.outcome() instanceof Outcome.Skipped skipped) {
            now = skipped.reason();
        }
        String before = collectors.put(result.collector(), now);
        if (now.equals(before == null ? FINE : before)) {
            return;
        }
        if (result.outcome() instanceof Outcome.Failed failed) {
            String which = "collector " + result.collector();
            boolean said = failed.failure().message().contains(which);
            tell(failed.failure(), failed.cause(), said ? "" : " (" + which + ")");
        } else if (result.outcome() instanceof Outcome.Collected) {
            LOG.info("{}: collector {} works again", target.title(), result.collector());
        } else if (!now.equals(Turn.SWITCHED_OFF)) {
            LOG.info("{}: collector {} is skipped: {}", target.title(), result.collector(), now);
        }
    }

    /** The one place where a stack trace is logged: nobody but us can do something about a defect. */
    private static void tell(Failure failure, Throwable cause, String which) {
        if (failure.kind() == FailureKind.DEFECT) {
            LOG.error("{}{}", failure.message(), which, cause);
        } else {
            LOG.warn("{}{}", failure.message(), which);
        }
    }

    /** A run that is still going on is the same trouble as the timeout before it. */
    private static String kind(Failure failure) {
        FailureKind kind = failure.kind() == FailureKind.BUSY ? FailureKind.TIMEOUT : failure.kind();
        return kind.name();
    }
}
