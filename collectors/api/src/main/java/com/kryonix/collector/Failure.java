package com.kryonix.collector;

/**
 * A failure as users meet it.
 *
 * @param message one line: what failed, on which target, what to do; never a secret
 */
public record Failure(FailureKind kind, String message) {
    public Failure {
        message = message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
