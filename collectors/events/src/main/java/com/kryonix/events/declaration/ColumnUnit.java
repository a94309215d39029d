package com.kryonix.events.declaration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.collector.Unit;
import java.util.Locale;

/** What 1 in a column is; a metric is in base units: seconds, bytes, ratio. */
public enum ColumnUnit {
    @JsonProperty("none")
    NONE("1", Unit.NONE),
    @JsonProperty("seconds")
    SECONDS("1", Unit.SECONDS),
    @JsonProperty("milliseconds")
    MILLISECONDS("0.001", Unit.SECONDS),
    @JsonProperty("microseconds")
    MICROSECONDS("0.000001", Unit.SECONDS),
    @JsonProperty("bytes")
    BYTES("1", Unit.BYTES),
    @JsonProperty("kilobytes")
    KILOBYTES("1000", Unit.BYTES),
    @JsonProperty("kibibytes")
    KIBIBYTES("1024", Unit.BYTES),
    @JsonProperty("ratio")
    RATIO("1", Unit.RATIO),
    @JsonProperty("percent")
    PERCENT("0.01", Unit.RATIO);

    private final String factor;
    private final Unit base;

    ColumnUnit(String factor, Unit base) {
        this.factor = factor;
        this.base = base;
    }

    /** What the metric must then be in. */
    Unit base() {
        return base;
    }

    /** As the file writes it. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    String factor() {
        return factor;
    }
}
