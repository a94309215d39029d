package com.kryonix.exporter.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A whole response, in memory: a slow client keeps nothing but its own sending waiting. */
final class Reply {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json";

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;

    private Reply(int status, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** The body is not copied: it is given away. */
    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, body, Map.of("Content-Type", contentType));
    }

    static Reply of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** One line of plain text. */
    static Reply line(int status, String line) {
        return of(status, TEXT, line + "\n");
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, more);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** Beside those that every response has. */
    Map<String, String> headers() {
        return headers;
    }
}
