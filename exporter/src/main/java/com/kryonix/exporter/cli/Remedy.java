package com.kryonix.exporter.cli;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Version;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether an administrator can meet a requirement: grant, create, load; but not become another version or a primary. */
final class Remedy {
    private static final int NEWEST_MAJOR = 40;

    /** How {@link Requirement#primaryOnly} and its opposite begin their reasons. */
    private static final String ROLE = "only on a ";

    private Remedy() {}

    /** True when the same reason would hold for another version in the same role, and so lies in grants or extensions. */
    static boolean exists(Requirement requirement, Facts facts) {
        Optional<String> reason = requirement.unmetBy(facts);
        return reason.filter(text -> !text.startsWith(ROLE)).isPresent()
                && IntStream.rangeClosed(1, NEWEST_MAJOR)
                        .filter(major -> major != facts.version().major())
                        .mapToObj(major -> ofVersion(facts, major))
                        .anyMatch(other -> requirement.unmetBy(other).equals(reason));
    }

    private static Facts ofVersion(Facts facts, int major) {
        return new Facts(Version.of(major, 99), facts.primary(), facts.extensions(), facts.user(), facts.grants());
    }
}
