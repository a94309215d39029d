package com.kryonix.events.label;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.events.endpoint.Endpoints;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.Label;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How a column's value becomes a label's. Each has its usual limit and its word for whatever is beyond. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions keep no state, which their type cannot tell.
public enum Normal {
    /** As it is, without space around it. */
    @JsonProperty("text")
    TEXT(100, Label.OTHER, value -> value),
    @JsonProperty("lower_case")
    LOWER_CASE(100, Label.OTHER, value -> value.toLowerCase(Locale.ROOT)),
    @JsonProperty("upper_case")
    UPPER_CASE(100, Label.OTHER, value -> value.toUpperCase(Locale.ROOT)),
    /** The route of a path or URL: ids become {@code :id}. */
    @JsonProperty("endpoint")
    ENDPOINT(300, Label.OTHER, Endpoints::route),
    /** An HTTP method; one that no standard names is {@code _OTHER}. */
    @JsonProperty("method")
    METHOD(9, Methods.OTHER, Methods::normal),
    /** An HTTP status code. */
    @JsonProperty("status")
    STATUS(500, Label.OTHER, value -> value),
    /** {@code success}, {@code client_error} or {@code server_error}, of an HTTP status code. */
    @JsonProperty("outcome")
    OUTCOME(3, Label.OTHER, value -> value),
    @JsonProperty("device")
    DEVICE(3, Label.OTHER, Devices::kind),
    @JsonProperty("browser")
    BROWSER(20, Words.OTHER, Words::browser),
    @JsonProperty("operating_system")
    OPERATING_SYSTEM(20, Words.OTHER, Words::system),
    /** What a cache key begins with. */
    @JsonProperty("key_prefix")
    KEY_PREFIX(50, Label.OTHER, Prefixes::of);

    /** Of a label value: more would hardly be legible in a legend. */
    private static final int LONGEST = 120;

    private final int limit;
    private final String overflow;
    private final UnaryOperator<String> normal;

    Normal(int limit, String overflow, UnaryOperator<String> normal) {
        this.limit = limit;
        this.overflow = overflow;
        this.normal = normal;
    }

    /** How many values are admitted if the user does not say. */
    public int limit() {
        return limit;
    }

    /** What it reads. */
    public Column.Type columnType() {
        return this == STATUS || this == OUTCOME ? Column.Type.NUMBER : Column.Type.TEXT;
    }

    /**
     * The label.
     *
     * @param rules the user's own, which come first
     * @param absent the value for NULL and for an empty text
     */
    public Label label(String name, Column column, List<Rule> rules, int most, String absent) {
        return switch (this) {
            case STATUS -> Label.number(name, column, Statuses::code, most, name());
            case OUTCOME -> Label.number(name, column, Statuses::outcome, most, name());
            default -> Label.text(name, column, raw -> of(raw, rules, absent), most, overflow, meaning(rules, absent));
        };
    }

    private String meaning(List<Rule> rules, String absent) {
        StringBuilder meaning = new StringBuilder(name());
        for (Rule rule : rules) {
            meaning.append(" (")
                    .append(rule.match().pattern())
                    .append(" -> ")
                    .append(rule.replace())
                    .append(')');
        }
        return meaning.append(" or ").append(absent).toString();
    }

    private String of(String raw, List<Rule> rules, String absent) {
        String plain = this == ENDPOINT ? Endpoints.path(raw) : raw.strip();
        if (raw.isBlank() && this != ENDPOINT && this != DEVICE && this != METHOD) {
            return absent;
        }
        String value = normal.apply(Rule.apply(rules, plain)).strip();
        if (value.isEmpty()) {
            return absent;
        }
        return value.length() > LONGEST ? cut(value) : value;
    }

    /** Not between the two halves of one character. */
    private static String cut(String value) {
        return value.substring(0, Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
