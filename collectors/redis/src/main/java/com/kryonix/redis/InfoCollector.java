package com.kryonix.redis;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A subject that is declared, not coded: which fields of INFO become which metrics.
 *
 * <pre>
 * InfoCollector.section("memory")
 *         .sample(USED, field("used_memory"))
 *         .sample(MAX, field("maxmemory").positive())
 *         .build();
 * </pre>
 *
 * <p>A section that repeats one shape in many lines is read by {@code InfoRows}.
 */
public final class InfoCollector implements Collector<RedisServer>, ReadsInfo {
    /** What one part of INFO gives; {@code fields} names what it uses. */
    private interface Part {
        void read(Info info, List<Sample> samples);
    }

    /** What a subject makes of INFO beyond one field, one value. */
    public interface Reader {
        List<? extends Sample> read(Info info);
    }

    private final String name;
    private final List<Metric> metrics;
    private final Set<String> fields;
    private final List<Part> parts;

    private InfoCollector(Builder builder) {
        this.name = builder.name;
        this.metrics = List.copyOf(builder.metrics.values());
        this.fields = Set.copyOf(builder.fields);
        this.parts = List.copyOf(builder.parts);
    }

    /** A subject named as the INFO section it reads. */
    public static Builder section(String section) {
        return new Builder(section, section);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Metric> metrics() {
        return metrics;
    }

    @Override
    public Set<String> fields() {
        return fields;
    }

    @Override
    public Reading collect(RedisServer server, Scrape scrape) throws Exception {
        return read(server.info(scrape));
    }

    Reading read(Info info) {
        List<Sample> samples = new ArrayList<>(parts.size());
        parts.forEach(part -> part.read(info, samples));
        return Reading.of(samples);
    }

    /** Collects the declarations, in the order of exposition. */
    public static final class Builder {
        private final String name;
        private final Map<String, Metric> metrics = new LinkedHashMap<>();
        private final Set<String> fields = new java.util.HashSet<>();
        private final List<Part> parts = new ArrayList<>();
        private String section;

        private Builder(String name, String section) {
            this.name = name;
            this.section = section;
        }

        /** What follows is read from this section. */
        public Builder from(String otherSection) {
            section = otherSection;
            return this;
        }

        public Builder sample(Metric metric, Field field, String... labelValues) {
            metrics.put(metric.name(), metric);
            fields.add(field.name());
            String home = section;
            parts.add((info, samples) -> {
                OptionalDouble value = field.read(info.section(home));
                if (value.isPresent()) {
                    samples.add(Sample.of(metric, value.getAsDouble(), labelValues));
                }
            });
            return this;
        }

        /** @param usedFields what the reader reads: those it does not name count as unmapped */
        public Builder samples(List<Metric> given, Set<String> usedFields, Reader reader) {
            given.forEach(metric -> metrics.put(metric.name(), metric));
            fields.addAll(usedFields);
            parts.add((info, samples) -> samples.addAll(reader.read(info)));
            return this;
        }

        public InfoCollector build() {
            return new InfoCollector(this);
        }
    }
}
