package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} in a process of its own, and the page that it listens on. */
record RunningExporter(ExporterProcess process, URI page) implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("listening on (http://\\S+/metrics)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static RunningExporter serve(Path folder, Map<String, String> environment, Path configuration) throws Exception {
        ExporterProcess process = ExporterProcess.start(
                folder, environment, "serve", "--config", configuration.toString(), "--listen", "127.0.0.1:0");
        Matcher page =
                PAGE.matcher(process.awaitErrors(text -> PAGE.matcher(text).find()));
        assertThat(page.find()).isTrue();
        return new RunningExporter(process, URI.create(page.group(1)));
    }

    /** Waits until a counter of one series has this value. */
    void await(String counter, double wanted) throws Exception {
        process.awaitErrors(text -> value(counter) == wanted);
    }

    /** Of its first series; 0 when there is none. */
    double value(String counter) {
        Matcher series =
                Pattern.compile("(?m)^" + counter + "(?:\\{.*})? (\\S+)$").matcher(scrape());
        return series.find() ? Double.parseDouble(series.group(1)) : 0;
    }

    String scrape() {
        try {
            return CLIENT.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it as an operator does. */
    void end() throws Exception {
        process.terminate();
        assertThat(process.exitCode()).isZero();
    }

    @Override
    public void close() {
        process.close();
    }
}
