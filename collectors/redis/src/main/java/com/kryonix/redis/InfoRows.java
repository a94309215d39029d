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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section that repeats one shape: {@code cmdstat_get:calls=1,usec=5}, {@code db0:keys=1,expires=0}. Each row's label
 * is the first group of the pattern its name matches; its values are found by name.
 *
 * <pre>
 * InfoRows.section("commandstats", "cmdstat_(.+)")
 *         .sample(CALLS, field("calls"))
 *         .build();
 * </pre>
 */
public final class InfoRows implements Collector<RedisServer> {
    private final String section;
    private final Pattern rows;
    private final Map<Metric, Field> samples;

    private InfoRows(String section, Pattern rows, Map<Metric, Field> samples) {
        this.section = section;
        this.rows = rows;
        this.samples = samples;
    }

    /** A subject named as the INFO section it reads. */
    public static Builder section(String section, String rows) {
        return new Builder(section, Pattern.compile(rows));
    }

    @Override
    public String name() {
        return section;
    }

    @Override
    public List<Metric> metrics() {
        return List.copyOf(samples.keySet());
    }

    @Override
    public Reading collect(RedisServer server, Scrape scrape) throws Exception {
        return read(server.info(scrape));
    }

    /** What an INFO reply, from wherever, gives. */
    public Reading read(Info info) {
        List<Sample> read = new ArrayList<>();
        for (Section.Line line : info.section(section).lines()) {
            Matcher matcher = rows.matcher(line.name());
            if (matcher.matches()) {
                Section row = Section.row(line);
                String label = matcher.group(1);
                samples.forEach((metric, field) ->
                        field.read(row).ifPresent(value -> read.add(Sample.of(metric, value, label))));
            }
        }
        return Reading.of(read);
    }

    /** Collects the declarations, in the order of exposition. */
    public static final class Builder {
        private final String section;
        private final Pattern rows;
        private final Map<Metric, Field> samples = new LinkedHashMap<>();

        private Builder(String section, Pattern rows) {
            this.section = section;
            this.rows = rows;
        }

        /** @param metric with one label */
        public Builder sample(Metric metric, Field field) {
            samples.put(metric, field);
            return this;
        }

        public InfoRows build() {
            return new InfoRows(section, rows, new LinkedHashMap<>(samples));
        }
    }
}
