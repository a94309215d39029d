package com.kryonix.redis.subject;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.redis.Info;
import com.kryonix.redis.InfoCollector;
import com.kryonix.redis.RedisServer;
import com.kryonix.redis.Section;
import java.util.List;
import java.util.Set;

/**
 * The modules loaded.
 *
 * <pre>redis_module_info{name="vectorset",ver="1",api="1",filters="0",usedby="[]",using="[]"} 1.0</pre>
 *
 * Source: INFO modules.
 */
public final class Modules {
    private static final Metric MODULE = Metric.info(
            "redis_module_info", "A module loaded (INFO modules)", "name", "ver", "api", "filters", "usedby", "using");

    private static final int CAP = 64;

    private Modules() {}

    public static Collector<RedisServer> collector() {
        return rows().cappedAt(CAP);
    }

    static InfoCollector rows() {
        return InfoCollector.section("modules")
                .part(List.of(MODULE), Set.of("module"), Modules::read)
                .build();
    }

    private static void read(Info info, List<Sample> samples) {
        for (Section.Line line : info.section("modules").lines()) {
            if (line.name().equals("module")) {
                Section row = Section.row(line);
                String[] labels = MODULE.labels().stream()
                        .map(label -> row.text(label).orElse(""))
                        .toArray(String[]::new);
                samples.add(Sample.info(MODULE, labels));
            }
        }
    }
}
