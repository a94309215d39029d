package com.kryonix.redis;

import java.util.OptionalDouble;

/**
 * How a number is read from INFO, by its field's name. Immutable. A field that is absent, is no number, or says -1
 * (Redis' word for "none") gives no value.
 *
 * @param divisor of the field's unit to the base unit
 * @param meaning how the text becomes a number, and which number means "none"
 */
public record Field(String name, double divisor, Meaning meaning) {
    /** How a field's text is understood. */
    public enum Meaning {
        /** A number; -1 is none. */
        NUMBER,
        /** A number that may well be negative. */
        SIGNED,
        /** A number; 0 and below is none (a limit that is not set, an average of nothing). */
        POSITIVE,
        /** 1 for {@code ok} (and {@code up}), 0 for every other word. */
        STATUS
    }

    /** What one of a field's unit is in the base unit. */
    public enum In {
        MILLISECONDS(1_000),
        MICROSECONDS(1_000_000),
        PERCENT(100);

        private final double divisor;

        In(double divisor) {
            this.divisor = divisor;
        }
    }

    public static Field field(String name) {
        return new Field(name, 1, Meaning.NUMBER);
    }

    public static Field status(String name) {
        return new Field(name, 1, Meaning.STATUS);
    }

    public Field in(In unit) {
        // Division by a whole number rounds once; multiplication by 0.001 twice.
        return new Field(name, unit.divisor, meaning);
    }

    public Field signed() {
        return new Field(name, divisor, Meaning.SIGNED);
    }

    public Field positive() {
        return new Field(name, divisor, Meaning.POSITIVE);
    }

    /** The help text with its source. */
    String named(String help) {
        return help + " (INFO " + name + ")";
    }

    /** Its value in a section or row, in the base unit. */
    public OptionalDouble read(Section section) {
        if (meaning == Meaning.STATUS) {
            return section.text(name)
                    .map(word -> OptionalDouble.of(word.equals("ok") || word.equals("up") ? 1 : 0))
                    .orElse(OptionalDouble.empty());
        }
        OptionalDouble number = section.text(name)
                .map(text -> Section.parsed(withoutPercent(text)))
                .orElse(OptionalDouble.empty());
        if (number.isEmpty() || isNone(number.getAsDouble())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(number.getAsDouble() / divisor);
    }

    private static String withoutPercent(String text) {
        return text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    }

    private boolean isNone(double number) {
        return switch (meaning) {
            case NUMBER -> number == -1;
            case POSITIVE -> number <= 0;
            case SIGNED, STATUS -> false;
        };
    }
}
