package com.kryonix.postgres;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL to collect from.
 *
 * @param name the target's, as configured; used in messages
 * @param url where it is; its password is not used, see {@code password}
 * @param password asked for each new connection, so that a rotated password file works without a restart; gives null
 *     for none
 * @param poolSize connections kept for scrapes: 1 to 20
 * @param connectTimeout how long a new connection may take, and how long a scrape waits for a free one; at least 250 ms
 */
public record PostgresSettings(
        String name, PostgresUrl url, Supplier<@Nullable String> password, int poolSize, Duration connectTimeout) {
    public static final int DEFAULT_POOL_SIZE = 3;
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    public PostgresSettings {
        if (poolSize < 1 || poolSize > 20) {
            throw new IllegalArgumentException(name + ": a pool of " + poolSize + " connections; 1 to 20");
        }
        if (connectTimeout.toMillis() < 250) {
            throw new IllegalArgumentException(name + ": a connect timeout of " + connectTimeout + "; at least 250 ms");
        }
    }

    /** The URL's own user and password, and the defaults for the rest. */
    public static PostgresSettings of(String name, PostgresUrl url) {
        return new PostgresSettings(name, url, url::password, DEFAULT_POOL_SIZE, DEFAULT_CONNECT_TIMEOUT);
    }

    public PostgresSettings withPassword(Supplier<@Nullable String> newPassword) {
        return new PostgresSettings(name, url, newPassword, poolSize, connectTimeout);
    }

    public PostgresSettings withPoolSize(int newPoolSize) {
        return new PostgresSettings(name, url, password, newPoolSize, connectTimeout);
    }

    public PostgresSettings withConnectTimeout(Duration newConnectTimeout) {
        return new PostgresSettings(name, url, password, poolSize, newConnectTimeout);
    }

    /** Without a secret: {@code main (db:5432)}. */
    @Override
    public String toString() {
        return name + " (" + url.address() + ")";
    }
}
