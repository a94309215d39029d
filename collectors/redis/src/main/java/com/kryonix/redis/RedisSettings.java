package com.kryonix.redis;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One Redis to collect from.
 *
 * @param name the target's, as messages and logs call it
 * @param tls empty for plain TCP
 * @param user ACL user; empty for {@code default}
 * @param password asked again for each new connection, so that a rotated password file is followed; empty for none
 * @param connectTimeout at most this long for the TCP connection; what remains of the scrape bounds it, too
 * @param clientName what CLIENT LIST shows
 */
public record RedisSettings(
        String name,
        String host,
        int port,
        Optional<RedisTls> tls,
        Optional<String> user,
        Supplier<Optional<String>> password,
        Duration connectTimeout,
        String clientName) {
    public RedisSettings {
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (name.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("a Redis target needs a name and a host");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("Redis target " + name + ": a connect timeout of " + connectTimeout);
        }
        if (!clientName.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "Redis target " + name + ": a client name holds neither spaces nor control characters");
        }
    }

    /** What the URL says, two seconds to connect, {@code kryonix-exporter} as the client's name. */
    public static RedisSettings of(String name, RedisUrl url) {
        return new RedisSettings(
                name,
                url.host(),
                url.port(),
                url.tls() ? Optional.of(RedisTls.trustingSystem()) : Optional.empty(),
                url.user(),
                url::password,
                Duration.ofSeconds(2),
                "kryonix-exporter");
    }

    public RedisSettings withTls(RedisTls how) {
        return new RedisSettings(name, host, port, Optional.of(how), user, password, connectTimeout, clientName);
    }

    public RedisSettings withUser(String other) {
        return new RedisSettings(name, host, port, tls, Optional.of(other), password, connectTimeout, clientName);
    }

    public RedisSettings withPassword(Supplier<Optional<String>> other) {
        return new RedisSettings(name, host, port, tls, user, other, connectTimeout, clientName);
    }

    public RedisSettings withConnectTimeout(Duration other) {
        return new RedisSettings(name, host, port, tls, user, password, other, clientName);
    }

    /** {@code host:port}, as messages name it. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
