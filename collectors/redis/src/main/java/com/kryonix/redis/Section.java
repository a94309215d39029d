package com.kryonix.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One section of INFO, or one row of it ({@code db0:keys=1,expires=0}): values by name. */
public final class Section {
    static final Section EMPTY = new Section("", List.of());

    private final String name;
    private final List<Line> lines;
    private final Map<String, String> byName;

    /** {@code name:value}. */
    public record Line(String name, String value) {}

    Section(String name, List<Line> lines) {
        this.name = name;
        this.lines = List.copyOf(lines);
        this.byName = new HashMap<>(lines.size() * 2);
        lines.forEach(line -> byName.putIfAbsent(line.name(), line.value()));
    }

    /** The line's value {@code a=1,b=2} as values by name; what is no {@code name=value} is left out. */
    public static Section row(Line line) {
        List<Line> parts = new ArrayList<>();
        for (String part : line.value().split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.add(new Line(part.substring(0, equals), part.substring(equals + 1)));
            }
        }
        return new Section(line.name(), parts);
    }

    /** In lower case, without the {@code #}. */
    public String name() {
        return name;
    }

    /** In the server's order; a name may be there several times ({@code module}). */
    public List<Line> lines() {
        return lines;
    }

    public Optional<String> text(String field) {
        return Optional.ofNullable(byName.get(field));
    }

    /** Empty when the field is absent or no finite number. */
    public OptionalDouble number(String field) {
        String text = byName.get(field);
        return text == null ? OptionalDouble.empty() : parsed(text);
    }

    /** Decimal digits only: Java would also take 1d, 0x1p3 and NaN. */
    static OptionalDouble parsed(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (!(c == '.' || (c == '-' && i == 0))) {
                return OptionalDouble.empty();
            }
        }
        try {
            return digit ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
        } catch (NumberFormatException twoPoints) {
            return OptionalDouble.empty();
        }
    }
}
