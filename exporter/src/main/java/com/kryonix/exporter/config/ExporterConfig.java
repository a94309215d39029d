package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import com.kryonix.postgres.PostgresUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything the user decides. Immutable; a change needs a restart. */
public record ExporterConfig(
        @Setting("Where and how the pages are served.") HttpConfig http,

        @Setting("How long a scrape may take.") ScrapeConfig scrapes,

        @Setting("What is written to standard error.") LoggingConfig logging,

        @Setting("The exporters whose metric names are given beside ours, so that their dashboards and alerts go on "
                + "working; `[]` for none.")
        List<Compatibility> compatibility,

        @Setting("The PostgreSQL servers.") List<PostgresTarget> postgres,

        @Setting("The Redis servers.") List<RedisTarget> redis) {

    public ExporterConfig {
        http = http == null ? HttpConfig.DEFAULT : http;
        scrapes = scrapes == null ? ScrapeConfig.DEFAULT : scrapes;
        logging = logging == null ? LoggingConfig.DEFAULT : logging;
        compatibility = compatibility == null ? List.of(Compatibility.values()) : List.copyOf(compatibility);
        postgres = postgres == null ? List.of() : List.copyOf(postgres);
        redis = redis == null ? List.of() : List.copyOf(redis);
        if (postgres.isEmpty() && redis.isEmpty()) {
            throw new InvalidSetting("", "no target; name at least one server under postgres: or redis:");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < postgres.size(); i++) {
            refuseSecond(names, "postgres[" + i + "].name", postgres.get(i).name());
        }
        for (int i = 0; i < redis.size(); i++) {
            refuseSecond(names, "redis[" + i + "].name", redis.get(i).name());
        }
    }

    private static void refuseSecond(Set<String> names, String key, String name) {
        if (!names.add(name)) {
            throw new InvalidSetting(
                    key, "a second target named \"" + name + "\"; give each target a name of its own with name:");
        }
    }

    /** The targets alone, everything else as it is by default. */
    public static ExporterConfig of(List<PostgresTarget> postgres, List<RedisTarget> redis) {
        return new ExporterConfig(
                HttpConfig.DEFAULT,
                ScrapeConfig.DEFAULT,
                LoggingConfig.DEFAULT,
                List.of(Compatibility.values()),
                postgres,
                redis);
    }

    /** This configuration, served elsewhere: what {@code --listen} does. */
    public ExporterConfig listeningOn(ListenAddress listen) {
        HttpConfig elsewhere = new HttpConfig(listen, http.maxConcurrent());
        return new ExporterConfig(elsewhere, scrapes, logging, compatibility, postgres, redis);
    }

    /** This configuration without the event tables, for a scrape that must not count their rows a second time. */
    public ExporterConfig withoutEvents() {
        return new ExporterConfig(
                http,
                scrapes,
                logging,
                compatibility,
                postgres.stream().map(PostgresTarget::withoutEvents).toList(),
                redis);
    }

    /** The passwords as they are now, for whoever must keep them out of a text. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (PostgresTarget target : postgres) {
            PostgresUrl place = target.settings().url();
            String password = target.settings().password().get();
            if (password != null && !password.equals(place.user()) && !password.equals(place.database())) {
                secrets.add(password);
            }
        }
        redis.forEach(target -> target.settings().password().get().ifPresent(secrets::add));
        secrets.removeIf(
                secret -> postgres.stream().anyMatch(target -> target.name().equals(secret))
                        || redis.stream().anyMatch(target -> target.name().equals(secret)));
        return secrets;
    }
}
