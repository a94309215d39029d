package com.kryonix.exporter.cli;

import com.kryonix.configuration.InvalidConfig;
import com.kryonix.events.schema.SchemaException;
import com.kryonix.exporter.logging.Redaction;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** A command cannot do what it is for. The message is one line for the user, without a secret. */
final class Complaint extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Complaint(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A server is not as it must be: exit 1. */
    static Complaint ofServer(String message) {
        return new Complaint(CommandLine.ExitCode.SOFTWARE, message);
    }

    /** The user asked for what cannot be: exit 2. */
    static Complaint ofUser(String message) {
        return new Complaint(CommandLine.ExitCode.USAGE, message);
    }

    /** Tells the user what went wrong, and gives the exit code. */
    static int answer(Exception failure, CommandLine command, ParseResult parsed) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof Complaint complaint) {
            return say(command, message, complaint.exitCode);
        }
        if (failure instanceof InvalidConfig) {
            return say(command, message, CommandLine.ExitCode.USAGE);
        }
        if (failure instanceof SchemaException) {
            return say(command, message, CommandLine.ExitCode.SOFTWARE);
        }
        LoggerFactory.getLogger(Main.class).debug("a defect", failure);
        String what = failure.getClass().getSimpleName() + ": " + message;
        String line = new Redaction(List.of()).apply(what).replaceAll("\\s*\\R\\s*", "; ");
        return say(command, "a defect in the exporter, please report it: " + line, CommandLine.ExitCode.SOFTWARE);
    }

    private static int say(CommandLine command, String message, int exitCode) {
        command.getErr().println(Main.NAME + ": " + message);
        command.getErr().flush();
        return exitCode;
    }
}
