package com.kryonix.exporter.exposition;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.CollectorResult;
import com.kryonix.exporter.engine.TargetResult;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the results of a scrape into a page. Safe for use by several threads. */
public final class Exposition {
    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    private final Set<String> compatibility;
    private final List<Sample> identity;
    private final MetricRegistry pools;
    private final CollectorRegistry machine = new CollectorRegistry();
    private final AtomicReference<Set<String>> knownFaults = new AtomicReference<>(Set.of());

    /**
     * @param compatibility exporters whose names are given beside ours: {@code postgres_exporter}, {@code redis_exporter}
     * @param version the exporter's
     * @param configHash identifies the configuration, so that a change shows
     * @param pools connection pools' figures, as HikariCP registers them
     */
    public Exposition(Set<String> compatibility, String version, String configHash, MetricRegistry pools) {
        this.compatibility = Set.copyOf(compatibility);
        this.identity = List.of(
                Sample.info(ExporterMetrics.BUILD, version, Runtime.version().toString()),
                Sample.info(ExporterMetrics.CONFIG, configHash));
        this.pools = pools;
        DefaultExports.register(machine);
    }

    /** Writes the whole page, encoded as UTF-8, and flushes; does not close. */
    public void write(List<TargetResult> results, Scope scope, Format format, OutputStream out) throws IOException {
        Families families = new Families(compatibility);
        Servers servers = Servers.of(results, scope);
        for (TargetResult target : results) {
            families.add(servers.acrossKinds(target), SelfSamples.ofEverySource(target));
            families.add(servers.inKind(target), SelfSamples.asOtherExportersSay(target));
        }
        if (scope == Scope.EVERYTHING) {
            families.add(Optional.empty(), identity);
            families.add(Optional.empty(), PoolSamples.of(pools));
        }
        for (TargetResult target : results) {
            for (CollectorResult result : target.collectors()) {
                if (result.outcome() instanceof Outcome.Collected collected) {
                    families.add(servers.inKind(target), collected.reading().samples());
                }
            }
        }
        // Without a buffer in front the library's writer costs 2.9 kB of garbage a sample instead of 50 bytes.
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
        Rendering rendering = new Rendering(families, format);
        Rendered page = new Rendered(families, rendering::of);
        Stream<MetricFamilySamples> all = page.families();
        if (scope == Scope.EVERYTHING) {
            all = Stream.concat(all, machine().sorted(Comparator.comparing(family -> family.name)));
        }
        switch (format) {
            case TEXT -> TextFormat.write004(writer, enumeration(all.iterator()));
            case OPENMETRICS -> TextFormat.writeOpenMetrics100(writer, enumeration(all.iterator()));
        }
        writer.flush();
        tell(page.faults());
    }

    private Stream<MetricFamilySamples> machine() {
        return Collections.list(machine.metricFamilySamples()).stream();
    }

    /** One family at a time, so that no more than one is held in the library's form; the library asks for this type. */
    @SuppressWarnings("JdkObsolete")
    private static <T> Enumeration<T> enumeration(Iterator<T> iterator) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return iterator.hasNext();
            }

            @Override
            public T nextElement() {
                return iterator.next();
            }
        };
    }

    private void tell(Set<String> faults) {
        if (!knownFaults.getAndSet(Set.copyOf(faults)).equals(faults) && !faults.isEmpty()) {
            LOG.error(
                    "a defect in the exporter: not served, or only as the first collector gave it, because others"
                            + " disagree or it cannot be written: {}; please report it",
                    String.join(", ", faults));
        }
    }
}
