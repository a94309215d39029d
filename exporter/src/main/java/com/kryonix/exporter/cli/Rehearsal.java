package com.kryonix.exporter.cli;

import com.kryonix.exporter.Exporter;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.config.ListenAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the launcher makes a class-data archive from: a start and two scrapes, on a loopback port of its own, without the
 * event tables, so that it counts nothing.
 */
final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Rehearsal() {}

    static void of(ExporterConfig config) throws IOException {
        ExporterConfig apart = config.withoutEvents().listeningOn(ListenAddress.parse("127.0.0.1:0"));
        try (Exporter exporter = Exporter.start(apart)) {
            scrape(exporter.address(), "text/plain");
            scrape(exporter.address(), "application/openmetrics-text; version=1.0.0");
        }
    }

    private static void scrape(InetSocketAddress address, String accept) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: " + accept
                    + "\r\nAccept-Encoding: gzip\r\nX-Prometheus-Scrape-Timeout-Seconds: " + PATIENCE.toSeconds()
                    + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
