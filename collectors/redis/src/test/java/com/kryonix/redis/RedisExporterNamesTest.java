package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who comes from redis_exporter finds its names: ours, or aliases of ours; the exceptions are listed here. */
class RedisExporterNamesTest {
    /** Names that promtool refuses, so that no alias gives them; ours end in _seconds. */
    private static final Set<String> UNCLEAN = Set.of(
            "redis_aof_current_rewrite_duration_sec",
            "redis_aof_last_rewrite_duration_sec",
            "redis_current_eviction_exceeded_time_ms",
            "redis_eviction_exceeded_time_ms_total",
            "redis_expire_cycle_cpu_time_ms_total",
            "redis_instantaneous_eventloop_cycles_per_sec",
            "redis_rdb_current_bgsave_duration_sec",
            "redis_rdb_last_bgsave_duration_sec");

    /** Not of INFO: CONFIG GET, SLOWLOG, LATENCY. */
    private static final Set<String> OTHER_COMMANDS = Set.of(
            "redis_config_io_threads",
            "redis_last_slow_execution_duration_seconds",
            "redis_latency_percentiles_usec",
            "redis_slowlog_last_id",
            "redis_slowlog_length");

    /** Counters here, gauges or untyped there: a gauge's name does not end in _total. */
    private static final Set<String> BETTER_TYPED =
            Set.of("redis_expired_time_cap_reached_total", "redis_rdb_saves_total");

    @Test
    void everyNameIsOursOrAnAliasOrAnException() throws IOException {
        Map<String, Kind> given = given();
        List<String> lacking = names().keySet().stream()
                .filter(name -> !given.containsKey(name))
                .filter(name -> !UNCLEAN.contains(name) && !OTHER_COMMANDS.contains(name))
                .toList();
        assertThat(lacking).isEmpty();
        assertThat(given.keySet()).doesNotContainAnyElementsOf(UNCLEAN).doesNotContainAnyElementsOf(OTHER_COMMANDS);
    }

    @Test
    void aNameOfOursThatIsTheirsHasTheirType() throws IOException {
        Map<String, String> differing = new TreeMap<>();
        Map<String, Kind> given = given();
        names().forEach((name, type) -> {
            Kind kind = given.get(name);
            // An untyped alias is what an un-suffixed counter, or a gauge named _total, can be.
            boolean same = kind == null
                    || kind.name().equalsIgnoreCase(type)
                    || (kind == Kind.INFO && type.equals("gauge"))
                    || kind == Kind.UNKNOWN;
            if (!same && !BETTER_TYPED.contains(name)) {
                differing.put(name, type + " there, " + kind + " here");
            }
        });
        assertThat(differing).isEmpty();
    }

    private static Map<String, Kind> given() {
        Map<String, Kind> given = new HashMap<>();
        for (Metric metric : RedisCatalogue.create().metrics()) {
            assertThat(given.put(metric.name(), metric.kind()))
                    .as(metric.name())
                    .isNull();
            metric.aliases()
                    .forEach(alias -> assertThat(given.put(alias.name(), alias.kind()))
                            .as(alias.name())
                            .isNull());
        }
        return given;
    }

    private static Map<String, String> names() throws IOException {
        Map<String, String> names = new TreeMap<>();
        try (var in = RedisExporterNamesTest.class.getResourceAsStream("redis_exporter.names")) {
            assertThat(in).isNotNull();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.put(line.split(" ", 2)[0], line.split(" ", 2)[1]));
        }
        assertThat(names).hasSizeGreaterThan(150);
        return names;
    }
}
