package com.kryonix.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code redis://[[user][:password]@]host[:port][/database]}, or {@code rediss://} for TLS: the form that redis-cli
 * and the client libraries take. Userinfo is percent-decoded. Neither errors nor {@link #toString} hold the password.
 *
 * @param port 6379 when the URL has none
 * @param database 0 when the URL has none; INFO speaks of the whole server, so the collectors do not select it
 */
public record RedisUrl(
        boolean tls, Optional<String> user, Optional<String> password, String host, int port, int database) {
    private static final int DEFAULT_PORT = 6379;
    private static final String FORM = "use redis://[user][:password]@host[:port][/database], or rediss:// for TLS; "
            + "percent-encode what the password holds of : / @ ? # and %";

    /** @throws IllegalArgumentException with one line that says what is wrong, without the password */
    public static RedisUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            // Its message and its cause both quote the input, password and all; its index is another on each JDK.
            throw refused("not a URL");
        }
        String scheme = uri.getScheme();
        if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
            throw refused(scheme == null ? "no scheme" : "scheme " + scheme + "://");
        }
        String host = uri.getHost();
        if (host == null) {
            throw refused("no host, or not a valid one");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("nothing may follow the database");
        }
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        return new RedisUrl(
                scheme.equals("rediss"),
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                decoded(colon < 0 ? "" : userInfo.substring(colon + 1)),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(uri.getPort()),
                database(uri.getRawPath()));
    }

    private static Optional<String> decoded(String raw) {
        // URLDecoder is for forms, where + is a space; in a URL it is itself.
        String text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static int port(int port) {
        if (port == 0 || port > 65_535) {
            throw refused("port " + port + " is not between 1 and 65535");
        }
        return port < 0 ? DEFAULT_PORT : port;
    }

    private static int database(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/\\d{1,5}")) {
            throw refused("the database is not a number");
        }
        return Integer.parseInt(path.substring(1));
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("Redis URL: " + what + "; " + FORM);
    }

    /** The URL, the password as {@code ***}. */
    @Override
    public String toString() {
        String userInfo = user.orElse("") + (password.isPresent() ? ":***" : "");
        return (tls ? "rediss://" : "redis://")
                + (userInfo.isEmpty() ? "" : userInfo + "@")
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port
                + (database == 0 ? "" : "/" + database);
    }
}
