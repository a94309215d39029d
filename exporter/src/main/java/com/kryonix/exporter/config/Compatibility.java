package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.collector.Alias;

/** Another exporter whose names are given beside ours. */
public enum Compatibility {
    @JsonProperty("postgres_exporter")
    POSTGRES_EXPORTER(Alias.POSTGRES_EXPORTER),
    @JsonProperty("redis_exporter")
    REDIS_EXPORTER(Alias.REDIS_EXPORTER);

    private final String exporter;

    Compatibility(String exporter) {
        this.exporter = exporter;
    }

    /** As in {@link Alias#exporter()}. */
    public String exporter() {
        return exporter;
    }
}
