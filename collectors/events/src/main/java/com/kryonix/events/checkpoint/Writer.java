package com.kryonix.events.checkpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Who writes checkpoints.
 *
 * @param id no other process has it
 * @param name for people
 */
public record Writer(UUID id, String name) {
    /** What the command line writes is for the next exporter, whichever: no rival's, and not to be waited for. */
    private static final UUID COMMAND_LINE = new UUID(0, 1);

    /** Who has ended properly is no rival, and not to be waited for, either. */
    private static final UUID ENDED = new UUID(0, 2);

    /** This process. */
    public static Writer ofProcess() {
        return new Writer(UUID.randomUUID(), here());
    }

    /** {@code kryonix-exporter tail} with this command, in this process. */
    public static Writer ofCommandLine(String command) {
        return new Writer(COMMAND_LINE, "kryonix-exporter tail " + command + ", on " + here());
    }

    /** The same one, in its last checkpoint. */
    public Writer ended() {
        return new Writer(ENDED, name + ", which has ended");
    }

    private static String here() {
        String host = System.getenv("HOSTNAME");
        if (host == null || host.isBlank()) {
            try {
                host = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                host = "a host without a name";
            }
        }
        return host + ", process " + ProcessHandle.current().pid();
    }

    /** Whether the command line wrote these bytes: a checkpoint of its own, or the empty mark of a reset. */
    public static boolean isCommandLine(byte[] checkpoint) {
        return checkpoint.length == 0 || CheckpointCodec.isBy(COMMAND_LINE, checkpoint);
    }

    /** Who wrote these bytes. */
    public static String nameIn(byte[] checkpoint) {
        try {
            return CheckpointCodec.stamp(checkpoint).writer().name();
        } catch (CheckpointRefused empty) {
            return "kryonix-exporter tail";
        }
    }

    /** Whether somebody wrote these bytes who has ended properly since. */
    public static boolean hasEnded(byte[] checkpoint) {
        return CheckpointCodec.isBy(ENDED, checkpoint);
    }
}
