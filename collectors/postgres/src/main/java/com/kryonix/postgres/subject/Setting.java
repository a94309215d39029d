package com.kryonix.postgres.subject;

import com.kryonix.collector.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pg_settings says of a setting.
 *
 * @param type {@code bool}, {@code integer}, {@code real}, {@code enum} or {@code string}
 * @param unit of the number, as PostgreSQL writes it: {@code kB}, {@code 8kB}, {@code ms}; "" for none
 */
record Setting(String name, String type, String unit, String description) {
    private static final Set<String> NUMERIC = Set.of("bool", "integer", "real");
    private static final Pattern UNIT = Pattern.compile("(\\d*)(B|kB|MB|GB|TB|us|ms|s|min|h|d)");

    /**
     * postgres_exporter's name for it: dots become underscores, the unit is the base unit's. Empty where there is no
     * number, or where an extension's name or unit allows no clean one.
     */
    Optional<Metric> metric() {
        if (!NUMERIC.contains(type)) {
            return Optional.empty();
        }
        String suffix = "";
        if (!unit.isEmpty()) {
            Matcher matcher = UNIT.matcher(unit);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            suffix = matcher.group(2).endsWith("B") ? "_bytes" : "_seconds";
        }
        String metric = "pg_settings_" + name.toLowerCase(Locale.ROOT).replace('.', '_') + suffix;
        String what = description.endsWith(".") ? description : description + ".";
        String help = what + " From pg_settings, " + name + ".";
        return attempt(() -> Metric.gauge(metric, help)).or(() -> attempt(() -> Metric.unknown(metric, help)));
    }

    /** A gauge's name may not end as a histogram's do ({@code tcp_keepalives_count}); none may hold a type. */
    private static Optional<Metric> attempt(Supplier<Metric> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException notAMetricName) {
            return Optional.empty();
        }
    }

    /** The number in base units; booleans are 1 and 0; −1 and 0, which often mean "off", stay what they are. */
    OptionalDouble value(String text) {
        if (type.equals("bool")) {
            return OptionalDouble.of(text.equals("on") ? 1 : 0);
        }
        try {
            double value = Double.parseDouble(text);
            return OptionalDouble.of(value > 0 ? inBaseUnits(value) : value);
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private double inBaseUnits(double value) {
        Matcher matcher = UNIT.matcher(unit);
        if (!matcher.matches()) {
            return value;
        }
        double times = matcher.group(1).isEmpty() ? 1 : Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "kB" -> value * times * 1024;
            case "MB" -> value * times * 1024 * 1024;
            case "GB" -> value * times * 1024 * 1024 * 1024;
            case "TB" -> value * times * 1024 * 1024 * 1024 * 1024;
            case "us" -> value * times / 1_000_000;
            case "ms" -> value * times / 1000;
            case "min" -> value * times * 60;
            case "h" -> value * times * 3600;
            case "d" -> value * times * 86400;
            default -> value * times;
        };
    }
}
