package com.kryonix.exporter.exposition;

import io.prometheus.client.exporter.common.TextFormat;

/** The text formats that a page can be had in. */
public enum Format {
    /** Prometheus' text format 0.0.4: the default. */
    TEXT(TextFormat.CONTENT_TYPE_004),
    /** OpenMetrics 1.0.0. */
    OPENMETRICS(TextFormat.CONTENT_TYPE_OPENMETRICS_100);

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** With version and character set, as the response's header gives it. */
    public String contentType() {
        return contentType;
    }
}
