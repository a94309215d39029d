package com.kryonix.redis;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A subject that is declared, not coded: which fields of INFO become which metrics.
 *
 * <pre>
 * InfoCollector.section("memory")
 *         .sample(USED, field("used_memory"))
 *         .gauge("redis_allocator_active_bytes", "Pages in use by the allocator.", field("allocator_active"))
 *         .build();
 * </pre>
 *
 * <p>A section that repeats one shape in many lines is read by {@link InfoRows}.
 */
public final class InfoCollector implements Collector<RedisServer> {
    private final String name;
    private final List<Metric> metrics;
    private final Set<String> fields;
    private final List<Part> parts;

    /** What one declaration makes of INFO. */
    public interface Part {
        void read(Info info, List<Sample> samples);
    }

    private InfoCollector(Builder builder) {
        this.name = builder.name;
        this.metrics = List.copyOf(builder.metrics.values());
        this.fields = Set.copyOf(builder.fields);
        this.parts = List.copyOf(builder.parts);
    }

    /** A subject named as the INFO section it reads. */
    public static Builder section(String section) {
        return new Builder(section);
    }

    /** A subject that is part of a section; {@link Builder#from} says of which. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Metric> metrics() {
        return metrics;
    }

    /** The fields of INFO it uses, so that those which nobody uses can be counted. */
    Set<String> fields() {
        return fields;
    }

    @Override
    public Reading collect(RedisServer server, Scrape scrape) throws Exception {
        return read(server.info(scrape));
    }

    /** What an INFO reply, from wherever, gives. */
    public Reading read(Info info) {
        List<Sample> samples = new ArrayList<>(parts.size());
        parts.forEach(part -> part.read(info, samples));
        return Reading.of(samples);
    }

    /** Collects the declarations, in the order of exposition. */
    public static final class Builder {
        private final String name;
        private final Map<String, Metric> metrics = new LinkedHashMap<>();
        private final Set<String> fields = new HashSet<>();
        private final List<Part> parts = new ArrayList<>();
        private String section;

        private Builder(String section) {
            this.name = section;
            this.section = section;
        }

        /** What follows is read from this section. */
        public Builder from(String otherSection) {
            section = otherSection;
            return this;
        }

        public Builder sample(Metric metric, Field field) {
            metrics.put(metric.name(), metric);
            fields.add(field.name());
            String home = section;
            parts.add((info, samples) ->
                    field.read(info.section(home)).ifPresent(value -> samples.add(Sample.of(metric, value))));
            return this;
        }

        /** A gauge that nobody else refers to; its help gains the field's name. */
        public Builder gauge(String metric, String help, Field field) {
            return sample(Metric.gauge(metric, field.named(help)), field);
        }

        /** A counter that nobody else refers to; its help gains the field's name. */
        public Builder counter(String metric, String help, Field field) {
            return sample(Metric.counter(metric, field.named(help)), field);
        }

        /** What is more than one field, one value. {@code usedFields} that go unnamed count as unmapped. */
        public Builder part(List<Metric> given, Set<String> usedFields, Part part) {
            given.forEach(metric -> metrics.put(metric.name(), metric));
            fields.addAll(usedFields);
            parts.add(part);
            return this;
        }

        public InfoCollector build() {
            return new InfoCollector(this);
        }
    }
}
