package com.kryonix.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenderedTest {
    private final Families families = new Families(Set.of());

    private static Sample sample(String name) {
        return Sample.of(Metric.gauge(name, "For the test"), 1);
    }

    @Test
    void aFamilyThatCannotBeWrittenCostsOnlyItselfAndIsCounted() {
        families.add(Optional.empty(), List.of(sample("demo_first"), sample("demo_second"), sample("zzz")));
        Rendering rendering = new Rendering(families, Format.TEXT);
        Rendered page = new Rendered(families, family -> {
            if (family.name().equals("demo_second")) {
                throw new IllegalArgumentException("the library refuses it");
            }
            return rendering.of(family);
        });

        List<MetricFamilySamples> all = page.families().toList();

        assertThat(all)
                .extracting(family -> family.name)
                .containsExactly("demo_first", "zzz", ExporterMetrics.CONFLICTS.name());
        assertThat(all.get(2).samples).extracting(sample -> sample.value).containsExactly(1.0);
        assertThat(page.faults()).containsExactly("demo_second");
    }
}
