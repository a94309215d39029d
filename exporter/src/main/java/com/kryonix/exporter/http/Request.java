package com.kryonix.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks for, read once. */
record Request(
        String method,
        String path,
        Map<String, List<String>> parameters,
        Map<String, List<String>> headers,
        InetSocketAddress local) {
    static Request of(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new Request(
                exchange.getRequestMethod(),
                path,
                query(uri.getRawQuery()),
                exchange.getRequestHeaders(),
                exchange.getLocalAddress());
    }

    private static Map<String, List<String>> query(@Nullable String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                if (!parts[0].isEmpty()) {
                    parameters
                            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                            .add(parts.length == 2 ? decoded(parts[1]) : "");
                }
            }
        }
        return parameters;
    }

    /** What is no valid percent-encoding stands for itself. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Every value of a query parameter. */
    List<String> all(String parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    /** The first value of a query parameter that is not blank. */
    Optional<String> one(String parameter) {
        return all(parameter).stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** A header's values as one list; empty when it is absent. */
    String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? "" : String.join(",", values);
    }
}
