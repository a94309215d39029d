package com.kryonix.redis;

import com.kryonix.collector.Alias;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Samples as Prometheus' text format 0.0.4, small enough to trust. */
public final class TextFormat {
    private final StringBuilder text = new StringBuilder();

    private TextFormat() {}

    /** The families of {@code samples}, each with its aliases after it. */
    public static String of(List<Sample> samples) {
        Map<Metric, List<Value>> families = new LinkedHashMap<>();
        samples.forEach(sample -> families.computeIfAbsent(sample.metric(), m -> new ArrayList<>())
                .add((Value) sample));
        TextFormat format = new TextFormat();
        families.forEach((metric, values) -> {
            format.family(metric.name(), metric.kind(), metric.help(), values, Value::value);
            for (Alias alias : metric.aliases()) {
                format.family(
                        alias.name(),
                        alias.kind(),
                        "Same as " + metric.name(),
                        values,
                        value -> value.value() * alias.factor());
            }
        });
        return format.text.toString();
    }

    private void family(String name, Kind kind, String help, List<Value> values, ToDoubleFunction<Value> number) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type(kind)).append('\n');
        for (Value value : values) {
            text.append(name);
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < value.labelValues().size(); i++) {
                labels.add(value.metric().labels().get(i) + "=\""
                        + escaped(value.labelValues().get(i)) + '"');
            }
            if (!labels.isEmpty()) {
                text.append('{').append(String.join(",", labels)).append('}');
            }
            text.append(' ').append(number.applyAsDouble(value)).append('\n');
        }
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case INFO -> "gauge";
            case UNKNOWN -> "untyped";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
