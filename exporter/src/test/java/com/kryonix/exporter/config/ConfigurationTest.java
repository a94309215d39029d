package com.kryonix.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.configuration.InvalidConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @Test
    void theUrlsOfTheEnvironmentAreEnoughTogetherOrAlone() {
        Map<String, String> both =
                Map.of("KRYONIX_POSTGRES_URL", "postgresql://monitor:pw@db/shop", "KRYONIX_REDIS_URL", "redis://cache");
        ExporterConfig config = Configuration.load(null, both);
        assertThat(config.postgres()).singleElement().hasFieldOrPropertyWithValue("name", "postgres");
        assertThat(config.redis()).singleElement().hasFieldOrPropertyWithValue("name", "redis");

        ExporterConfig redisAlone = Configuration.load(null, Map.of("KRYONIX_REDIS_URL", "redis://cache"));
        assertThat(redisAlone.postgres()).isEmpty();
        ExporterConfig postgresAlone =
                Configuration.load(null, Map.of("KRYONIX_POSTGRES_URL", "jdbc:postgresql://db/shop?user=monitor"));
        assertThat(postgresAlone.redis()).isEmpty();
        assertThat(postgresAlone.postgres().get(0).settings().url().user()).isEqualTo("monitor");
    }

    @Test
    void theNamedFileGoesBeforeTheVariablesFileAndThatBeforeTheUrls(@TempDir Path folder) throws IOException {
        Path first = Files.writeString(folder.resolve("first.yml"), "redis:\n  - name: first\n    host: a\n");
        Path second = Files.writeString(folder.resolve("second.yml"), "redis:\n  - name: second\n    host: a\n");
        Map<String, String> environment =
                Map.of("KRYONIX_CONFIG", second.toString(), "KRYONIX_REDIS_URL", "redis://third");
        assertThat(Configuration.load(first, environment).redis().get(0).name()).isEqualTo("first");
        assertThat(Configuration.load(null, environment).redis().get(0).name()).isEqualTo("second");
    }

    @Test
    void nothingConfiguredSaysHowToConfigure() {
        assertThatThrownBy(() -> Configuration.load(null, Map.of("KRYONIX_CONFIG", "", "KRYONIX_REDIS_URL", "")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage("no configuration; name a file with --config or KRYONIX_CONFIG, or set KRYONIX_POSTGRES_URL"
                        + " (postgresql://user:password@host:port/database) or KRYONIX_REDIS_URL (redis://host:port)");
    }

    @Test
    void aWrongUrlIsNamedByItsVariableAndNotQuoted() {
        assertThatThrownBy(() -> Configuration.load(null, Map.of("KRYONIX_POSTGRES_URL", "mysql://u:hunter2@db")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageStartingWith("KRYONIX_POSTGRES_URL: ")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Configuration.load(null, Map.of("KRYONIX_REDIS_URL", "http://u:hunter2@db")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageStartingWith("KRYONIX_REDIS_URL: ")
                .hasMessageNotContaining("hunter2");
    }
}
