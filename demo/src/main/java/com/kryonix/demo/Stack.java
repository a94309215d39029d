package com.kryonix.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What runs, ended in the reverse of the order in which it started; what fails to end does not keep the rest.
 * The main thread's alone. */
final class Stack implements AutoCloseable {
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** From now on it is this stack's to end. */
    <T extends AutoCloseable> T add(T started) {
        running.push(started);
        return started;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                System.err.println("while ending: " + e.getMessage());
            }
        }
    }
}
