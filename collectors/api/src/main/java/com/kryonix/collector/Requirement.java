package com.kryonix.collector;

import java.util.Optional;

/** What a source must have for a collector to apply to it, with the reason to show when it has not. */
@FunctionalInterface
public interface Requirement {
    /** Empty when met; otherwise why not, and what to do where something can be done. */
    Optional<String> unmetBy(Facts facts);

    static Requirement none() {
        return facts -> Optional.empty();
    }

    /** The server's major version is at least {@code major}. */
    static Requirement since(int major) {
        return facts -> facts.version().major() >= major
                ? Optional.empty()
                : Optional.of("needs server version " + major + ", this is " + facts.version());
    }

    /** The server's version is at least {@code major.minor}. */
    static Requirement since(int major, int minor) {
        return facts -> facts.version().atLeast(major, minor)
                ? Optional.empty()
                : Optional.of("needs server version " + major + "." + minor + ", this is " + facts.version());
    }

    /** The server's major version is below {@code major}. */
    static Requirement before(int major) {
        return facts -> facts.version().major() < major
                ? Optional.empty()
                : Optional.of("only before server version " + major + ", this is " + facts.version());
    }

    static Requirement primaryOnly() {
        return facts -> facts.primary() ? Optional.empty() : Optional.of("only on a primary, this is a standby");
    }

    /** @param advice what to run when it is missing */
    static Requirement extension(String name, String advice) {
        return facts -> facts.extensions().containsKey(name)
                ? Optional.empty()
                : Optional.of("extension " + name + " is missing: " + advice);
    }

    /** @param advice what to run when it is missing; {@code %s} stands for the user */
    static Requirement grant(String name, String advice) {
        return facts -> facts.grants().contains(name)
                ? Optional.empty()
                : Optional.of("user " + facts.user() + " lacks " + name + ": " + advice.replace("%s", facts.user()));
    }

    /** Both; the first unmet one gives the reason. */
    default Requirement and(Requirement other) {
        return facts -> unmetBy(facts).or(() -> other.unmetBy(facts));
    }
}
