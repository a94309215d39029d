package com.kryonix.exporter.cli;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --yes} and {@code --force}, of what cannot be undone. */
final class Consent {
    @Option(names = "--yes", description = "Do not ask; off a terminal, it has to be given.")
    private boolean yes;

    @Option(
            names = "--force",
            description =
                    "Also while an exporter goes on from the checkpoint: it begins anew within four times events.checkpoint_interval. "
                            + "And also when the last one, which has ended, had another declaration.")
    private boolean force;

    boolean force() {
        return force;
    }

    /** Asks, unless {@code --yes} is given. */
    void obtain(String question) throws Complaint {
        if (!yes && !agrees(System.console(), question)) {
            throw Complaint.ofUser("not confirmed, nothing was changed; --yes confirms");
        }
    }

    private static boolean agrees(@Nullable Console console, String question) {
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
