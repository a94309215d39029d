package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The exposition that a subject yields on a version, as one text, compared whole with
 * {@code src/test/resources/golden/<subject>.pg<major>.prom}; {@code -Dgolden=write} rewrites it. Values that differ
 * from run to run are written {@code ~}.
 */
public final class Golden {
    private final Predicate<String> masked;

    private Golden(Predicate<String> masked) {
        this.masked = masked;
    }

    /** Values of metrics whose whole name matches are written {@code ~}. */
    public static Golden masking(String nameRegex) {
        return new Golden(name -> name.matches(nameRegex));
    }

    public void check(String subject, int major, List<Sample> samples) {
        String text = render(samples);
        Path file = Path.of(System.getProperty("kryonix.root"))
                .resolve("collectors/postgres/src/test/resources/golden")
                .resolve(subject + ".pg" + major + ".prom");
        try {
            if (System.getProperty("golden", "check").equals("write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).as(file.getFileName().toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String render(List<Sample> samples) {
        Map<Metric, List<String>> families = new LinkedHashMap<>();
        for (Sample sample : samples) {
            families.computeIfAbsent(sample.metric(), m -> new ArrayList<>()).addAll(lines(sample));
        }
        Map<String, String> sorted = new TreeMap<>();
        families.forEach((metric, lines) -> sorted.put(
                metric.name(),
                "# HELP " + metric.name() + " " + metric.help() + "\n# TYPE " + metric.name() + " "
                        + type(metric.kind()) + "\n"
                        + String.join("", lines.stream().sorted().toList())));
        return String.join("", sorted.values());
    }

    /** As text 0.0.4 has it. */
    private static String type(Kind kind) {
        return switch (kind) {
            case INFO -> "gauge";
            case UNKNOWN -> "untyped";
            case GAUGE_HISTOGRAM -> "histogram";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private List<String> lines(Sample sample) {
        String name = sample.metric().name();
        if (sample instanceof HistogramValue histogram) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < histogram.buckets().size(); i++) {
                String bound = Double.toString(histogram.buckets().bound(i)).replace("Infinity", "+Inf");
                lines.add(line(name + "_bucket", sample, "le", bound, (double) histogram.cumulativeCount(i)));
            }
            return lines;
        }
        return List.of(line(name, sample, "", "", ((Value) sample).value()));
    }

    private String line(String name, Sample sample, String extra, String extraValue, double value) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < sample.labelValues().size(); i++) {
            labels.add(sample.metric().labels().get(i) + "=\""
                    + sample.labelValues().get(i) + "\"");
        }
        if (!extra.isEmpty()) {
            labels.add(extra + "=\"" + extraValue + "\"");
        }
        String shown = masked.test(sample.metric().name()) ? "~" : Double.toString(value);
        return name + (labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}") + " " + shown + "\n";
    }
}
