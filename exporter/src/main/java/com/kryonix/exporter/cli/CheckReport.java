package com.kryonix.exporter.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** What a check found, a line each, the same one only once. */
final class CheckReport {
    private final PrintWriter out;
    private final Set<String> said = new HashSet<>();
    private int troubles;

    CheckReport(PrintWriter out) {
        this.out = out;
    }

    void fine(String line) {
        say("ok    ", line);
    }

    /** Not applicable here, and nothing to be done about it. */
    void skipped(String line) {
        say("skip  ", line);
    }

    /** It works, but not in the way that one would think. */
    void noted(String line) {
        say("note  ", line);
    }

    /** Something to do. */
    void trouble(String line) {
        if (say("wrong ", line)) {
            troubles++;
        }
    }

    int troubles() {
        return troubles;
    }

    private boolean say(String mark, String line) {
        boolean news = said.add(mark + line);
        if (news) {
            out.println(mark + line);
            out.flush();
        }
        return news;
    }
}
