package com.kryonix.events.fold;

/**
 * What one quick pass settled: rows of transactions in [{@code from}, {@code to}) whose time is at least {@code bound}.
 * Those below the bound are the slow pass's.
 */
public record Triple(long from, long to, long bound) {}
