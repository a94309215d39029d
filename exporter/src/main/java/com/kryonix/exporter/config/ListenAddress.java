package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.kryonix.configuration.InvalidSetting;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host:port}, {@code [::1]:port} or {@code :port}; port 0 is any free one. */
public record ListenAddress(String host, int port) {
    public static final ListenAddress DEFAULT = new ListenAddress("0.0.0.0", 9847);

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]*):(\\d{1,5})");

    /** @throws InvalidSetting saying which forms are allowed */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ListenAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
            throw new InvalidSetting(
                    "", "\"" + text + "\" is no address; allowed: host:port, [ipv6]:port or :port, port 0 to 65535");
        }
        String host = matcher.group(1);
        return new ListenAddress(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(matcher.group(2)));
    }

    /** Resolved now; unresolved when no such host exists. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    @JsonValue
    public String toString() {
        return host + ":" + port;
    }
}
