package com.kryonix.exporter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Outcome;
import com.kryonix.collector.Scrape;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings that only the server knows, because a library brought them, are families that no catalogue lists. */
class ExtensionSettingsTest {
    @Test
    void settingsOfALoadedLibraryAreServed() {
        try (RealPostgres postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                        .with("session_preload_libraries", "plpgsql")
                        .start();
                PostgresServer server =
                        PostgresServer.open(PostgresSettings.of("main", PostgresUrl.parse(postgres.jdbcUrl())));
                Engine engine = new Engine(
                        List.of(Target.of("main", server, PostgresCatalogue.create(PostgresOptions.defaults()))))) {
            TargetResult result = engine.scrape(Scrape.within(Duration.ofSeconds(30), Set.of("settings")))
                    .get(0);
            assertThat(result.collectors()).singleElement().satisfies(settings -> {
                assertThat(settings.outcome()).isInstanceOf(Outcome.Collected.class);
                assertThat(((Outcome.Collected) settings.outcome()).reading().samples())
                        .anyMatch(sample -> sample.metric().name().equals("pg_settings_plpgsql_check_asserts"));
            });
        }
    }
}
