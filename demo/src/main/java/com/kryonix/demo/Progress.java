package com.kryonix.demo;

import java.io.PrintStream;

/** What people see while it starts: one line that changes on a terminal, nothing in a file. */
final class Progress {
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean lineStands;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What is being done now. */
    synchronized void step(String doing) {
        if (terminal) {
            out.print(ERASE_LINE + doing + " ...");
            out.flush();
            lineStands = true;
        }
    }

    /** A line that stays. */
    synchronized void say(String line) {
        if (lineStands) {
            out.print(ERASE_LINE);
            lineStands = false;
        }
        out.println(line);
    }
}
