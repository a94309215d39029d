package com.kryonix.redis;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many numbers of INFO no collector reads, so that what a newer server tells does not go unnoticed; their names are
 * logged at debug level when they change.
 *
 * <pre>redis_info_fields_unmapped 0.0</pre>
 */
final class UnmappedFields implements Collector<RedisServer> {
    static final Metric UNMAPPED =
            Metric.gauge("redis_info_fields_unmapped", "Numeric fields of INFO that no metric is made of (INFO, all)");

    /** Left out on purpose: said by another field, or by rate() over a counter, or an id that may be all digits. */
    private static final Set<String> LEFT_OUT = Set.of(
            "arch_bits",
            "availability_zone",
            "clients_hz",
            "instantaneous_eventloop_cycles_per_sec",
            "instantaneous_input_kbps",
            "instantaneous_input_repl_kbps",
            "instantaneous_ops_per_sec",
            "instantaneous_output_kbps",
            "instantaneous_output_repl_kbps",
            "loading_loaded_perc",
            "lru_clock",
            "master_replid",
            "master_replid2",
            "master_sync_left_bytes",
            "master_sync_perc",
            "redis_build_id",
            "redis_git_dirty",
            "redis_git_sha1",
            "run_id",
            "uptime_in_days",
            "used_memory_dataset_perc",
            "used_memory_peak_perc");

    private static final Logger LOG = LoggerFactory.getLogger(UnmappedFields.class);

    private final Set<String> mapped = new HashSet<>(LEFT_OUT);
    private Set<String> logged = Set.of();

    /** Rows need no telling: {@code calls=1,usec=5} is no number. */
    UnmappedFields(List<Collector<RedisServer>> subjects) {
        for (Collector<RedisServer> subject : subjects) {
            if (subject instanceof InfoCollector declared) {
                mapped.addAll(declared.fields());
            }
        }
    }

    @Override
    public String name() {
        return "info";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(UNMAPPED);
    }

    @Override
    public synchronized Reading collect(RedisServer server, Scrape scrape) throws Exception {
        Set<String> unmapped = in(server.info(scrape));
        if (!unmapped.equals(logged)) {
            LOG.debug(
                    "redis {}: INFO fields without a metric: {}",
                    server.settings().name(),
                    unmapped);
            logged = unmapped;
        }
        return Reading.of(Sample.of(UNMAPPED, unmapped.size()));
    }

    /** Their names, sorted. */
    Set<String> in(Info info) {
        Set<String> unmapped = new TreeSet<>();
        for (Section section : info.sections()) {
            for (Section.Line line : section.lines()) {
                if (isNumber(line.value()) && !mapped.contains(line.name())) {
                    unmapped.add(line.name());
                }
            }
        }
        return unmapped;
    }

    private static boolean isNumber(String value) {
        String text = value.endsWith("%") ? value.substring(0, value.length() - 1) : value;
        return Section.parsed(text).isPresent();
    }
}
