package com.kryonix.events.fold;

/** From where the quick and the slow pass read. */
public record Bounds(long quick, long slow) {}
