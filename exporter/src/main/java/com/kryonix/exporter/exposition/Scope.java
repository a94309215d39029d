package com.kryonix.exporter.exposition;

/** What a page is of. */
public enum Scope {
    /** All targets and the exporter itself; several targets of a kind are told apart by the label {@code server}. */
    EVERYTHING,
    /** One target alone, without that label: Prometheus adds its own. */
    ONE_TARGET
}
