package com.kryonix.redis;

import com.kryonix.collector.FailureKind;
import java.util.List;

/** The errors a server answers AUTH and INFO with, and what to do about each. */
final class ErrorReplies {
    /** What was the matter, and what to do. */
    record Meaning(FailureKind kind, String advice) {}

    private record Rule(String part, FailureKind kind, String advice) {}

    /** The first rule whose part the reply contains holds; {@code %s} is the user. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "WRONGPASS",
                    FailureKind.CONNECTION,
                    "wrong password for user %s, or that user is off: check password or password_file, and ACL LIST there"),
            new Rule(
                    "invalid password",
                    FailureKind.CONNECTION,
                    "wrong password for user %s: check password or password_file, and requirepass there"),
            new Rule(
                    "NOAUTH",
                    FailureKind.CONNECTION,
                    "it asks for a password and none is given: set password or password_file"),
            new Rule(
                    "without any password configured",
                    FailureKind.CONNECTION,
                    "it has no password for user %s, yet one is configured: remove it here, or set requirepass there"),
            new Rule(
                    "NOPERM",
                    FailureKind.PERMISSION,
                    "user %s may not run INFO: ACL SETUSER %s +info there (see provisioning/redis/users.acl)"),
            new Rule("LOADING", FailureKind.CONNECTION, "it is loading its data, and answers when that is done"),
            new Rule(
                    "max number of clients",
                    FailureKind.CONNECTION,
                    "all its connections are taken: raise maxclients there, or see who holds them (CLIENT LIST)"),
            new Rule(
                    "protected mode",
                    FailureKind.CONNECTION,
                    "protected mode refuses other machines: set a password there, or bind it to a private address"),
            new Rule(
                    "BUSY",
                    FailureKind.QUERY,
                    "a script blocks it: wait for it, or SCRIPT KILL or FUNCTION KILL there"),
            new Rule(
                    "unknown command",
                    FailureKind.QUERY,
                    "it does not know a command that is needed: is INFO or AUTH renamed there (rename-command)?"));

    private ErrorReplies() {}

    static Meaning explain(String reply, String user) {
        return RULES.stream()
                .filter(rule -> reply.contains(rule.part()))
                .map(rule -> new Meaning(rule.kind(), rule.advice().replace("%s", user)))
                .findFirst()
                .orElseGet(() -> new Meaning(FailureKind.QUERY, "it answered: " + reply));
    }
}
