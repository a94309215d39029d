package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the configuration comes from: {@code --config}, else KRYONIX_CONFIG, else the URLs in the environment. */
public final class Configuration {
    static final String FILE = "KRYONIX_CONFIG";
    static final String POSTGRES_URL = "KRYONIX_POSTGRES_URL";
    static final String REDIS_URL = "KRYONIX_REDIS_URL";

    private Configuration() {}

    /**
     * @param named the file that {@code --config} names, if any
     * @throws InvalidConfig when there is none, or it cannot be used
     */
    public static ExporterConfig load(@Nullable Path named, Map<String, String> environment) {
        if (named != null) {
            return ConfigFile.read(named, environment);
        }
        String file = environment.getOrDefault(FILE, "");
        return file.isEmpty() ? fromUrls(environment) : ConfigFile.read(Path.of(file), environment);
    }

    private static ExporterConfig fromUrls(Map<String, String> environment) {
        String postgres = environment.getOrDefault(POSTGRES_URL, "");
        String redis = environment.getOrDefault(REDIS_URL, "");
        if (postgres.isEmpty() && redis.isEmpty()) {
            throw new InvalidConfig("no configuration; name a file with --config or " + FILE + ", or set "
                    + POSTGRES_URL + " (postgresql://user:password@host:port/database) or " + REDIS_URL
                    + " (redis://host:port)");
        }
        return ExporterConfig.of(
                postgres.isEmpty() ? List.of() : List.of(postgres(postgres)),
                redis.isEmpty() ? List.of() : List.of(redis(redis)));
    }

    private static PostgresTarget postgres(String url) {
        try {
            return PostgresTarget.at("postgres", url);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfig(POSTGRES_URL + ": " + e.getMessage());
        }
    }

    private static RedisTarget redis(String url) {
        try {
            return RedisTarget.at("redis", url);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfig(REDIS_URL + ": " + e.getMessage());
        }
    }
}
