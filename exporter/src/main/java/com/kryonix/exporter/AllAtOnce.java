package com.kryonix.exporter;

import java.util.List;

/** Things that may each wait long for a server of their own. */
final class AllAtOnce {
    private AllAtOnce() {}

    /** Does each on a thread of its own and waits for all; interrupted, it waits no more. */
    static void run(String name, List<? extends Runnable> tasks) {
        List<Thread> threads = tasks.stream()
                .map(task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    thread.start();
                    return thread;
                })
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
