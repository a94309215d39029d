package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each subject exposes on each real server, compared whole with {@code <subject>.<server>.prom}. What no two runs
 * have in common (sizes, times, ids) stands as {@code ~}. {@code -Dgolden=write} rewrites the files.
 */
class GoldenFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/com/kryonix/redis/subject");
    private static final String VOLATILE_NAMES =
            "redis_(.*_(seconds|bytes|ratio|usec|sec|ago)(_total)?|process_id|mem_clients_normal|memory_used_vm_total"
                    + "|.*reads_processed(_total)?|.*writes_processed(_total)?|rdb_changes_since_last_save"
                    + "|config_maxclients|max_clients)";
    private static final String VOLATILE_LABELS =
            "(redis_version|redis_build_id|os|tcp_port|run_id|process_id|master_replid)=\"[^\"]*\"";

    @ParameterizedTest
    @EnumSource
    void everySubjectExposesWhatItsGoldenFileSays(TestedRedis version) throws Exception {
        try (RealRedis redis = version.start();
                Session session = Session.with(redis);
                RedisServer server = RedisServer.open(RedisSettings.of("cache", RedisUrl.parse(redis.url())))) {
            traffic(session);
            Scrape scrape = Scrape.within(Duration.ofSeconds(10));
            List<Sample> all = new ArrayList<>();
            for (Collector<RedisServer> collector : RedisCatalogue.create().collectors()) {
                List<Sample> samples =
                        collector.collect(server, scrape).withoutDuplicates().samples();
                assertThat(collector.metrics())
                        .containsAll(samples.stream().map(Sample::metric).toList());
                all.addAll(samples);
                compare(collector.name() + "." + version.shortName() + ".prom", masked(TextFormat.of(samples)));
            }
            assertThat(Promtool.complaints(TextFormat.of(all))).isEmpty();
        }
    }

    private static void traffic(Session session) {
        session.say("SET", "session", "1", "PX", "86400000");
        // The server estimates the mean time to live in the background.
        while (!session.info("keyspace")
                .section("keyspace")
                .text("db0")
                .orElseThrow()
                .matches(".*avg_ttl=[1-9].*")) {
            session.say("BLPOP", "never", "0.05");
        }
        session.say("CONFIG", "RESETSTAT");
        session.say("SET", "greeting", "hello");
        session.say("GET", "greeting");
        session.say("GET", "absent");
        session.say("SELECT", "3");
        session.say("SET", "elsewhere", "x");
        assertThat(catchThrowable(() -> session.say("LPUSH", "elsewhere", "x"))).hasMessageStartingWith("WRONGTYPE");
    }

    private static void compare(String name, String actual) throws Exception {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("golden"))) {
            if (actual.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, actual);
            }
        }
        String expected = Files.exists(file) ? Files.readString(file) : "";
        assertThat(actual).as("%s; -Dgolden=write rewrites it", name).isEqualTo(expected);
    }

    /** Rows come in the order of the server's hash table, so the samples of a family are sorted. */
    private static String masked(String exposition) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        exposition
                .lines()
                .forEach(line -> families.computeIfAbsent(family(line), f -> new ArrayList<>())
                        .add(line.startsWith("#") ? line : maskedSample(line)));
        StringBuilder text = new StringBuilder();
        families.values().forEach(lines -> {
            lines.subList(2, lines.size()).sort(Comparator.naturalOrder());
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    private static String maskedSample(String line) {
        String masked = line.replaceAll(VOLATILE_LABELS, "$1=\"~\"");
        return family(line).matches(VOLATILE_NAMES) ? masked.substring(0, masked.lastIndexOf(' ')) + " ~" : masked;
    }

    private static String family(String line) {
        return line.startsWith("#") ? line.split(" ", 4)[2] : line.replaceAll("[{ ].*", "");
    }
}
