package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidConfig;
import com.kryonix.configuration.Purpose;
import com.kryonix.configuration.StrictYaml;
import com.kryonix.configuration.TextType;
import com.kryonix.events.declaration.Declarations;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.redis.RedisUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads {@code kryonix.yml}, strictly. */
public final class ConfigFile {
    private static final StrictYaml YAML = new StrictYaml(
            new Purpose(
                    "name the configuration with --config or KRYONIX_CONFIG",
                    "write at least one target under postgres: or redis:",
                    "postgres"),
            List.of(
                    new TextType<>(PostgresUrl.class, PostgresUrl::parse),
                    new TextType<>(RedisUrl.class, RedisUrl::parse),
                    Declarations.regularExpressions()));

    private ConfigFile() {}

    /**
     * @param environment what the file's values may refer to
     * @throws InvalidConfig with one line: file, line, key, what is wrong, what is allowed
     */
    public static ExporterConfig read(Path file, Map<String, String> environment) {
        return YAML.file(file, environment, ExporterConfig.class);
    }
}
