package com.kryonix.exporter.cli;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Version;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether an administrator can meet a requirement: grant, create, load; but not become another version or a primary. */
final class Remedy {
    private static final int NEWEST_MAJOR = 40;

    private Remedy() {}

    /** True when the same reason holds in the other role and for another version, and so lies in grants or extensions. */
    static boolean exists(Requirement requirement, Facts facts) {
        Optional<String> reason = requirement.unmetBy(facts);
        return reason.isPresent()
                && requirement.unmetBy(inOtherRole(facts)).equals(reason)
                && IntStream.rangeClosed(1, NEWEST_MAJOR)
                        .filter(major -> major != facts.version().major())
                        .mapToObj(major -> ofVersion(facts, major))
                        .anyMatch(other -> requirement.unmetBy(other).equals(reason));
    }

    private static Facts inOtherRole(Facts facts) {
        return new Facts(facts.version(), !facts.primary(), facts.extensions(), facts.user(), facts.grants());
    }

    private static Facts ofVersion(Facts facts, int major) {
        return new Facts(Version.of(major, 99), facts.primary(), facts.extensions(), facts.user(), facts.grants());
    }
}
