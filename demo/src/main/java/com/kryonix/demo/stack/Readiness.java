package com.kryonix.demo.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until a program's page answers 200. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * Returns when the page answers; from then on the program is kept alive.
     *
     * @throws IllegalStateException with the program's last words when it does not get ready
     */
    void await(Child child, String name, String url) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(url)) {
            if (!child.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException(name + " did not get ready; its last lines:\n" + child.lastWords());
            }
            Thread.sleep(BETWEEN.toMillis());
        }
        child.keepAlive();
    }

    private boolean answers(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
