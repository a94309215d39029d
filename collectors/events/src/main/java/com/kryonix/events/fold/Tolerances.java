package com.kryonix.events.fold;

import java.time.Duration;

/**
 * What a tail puts up with.
 *
 * @param skew how far a row's time may lie before its transaction's start
 * @param late how far behind now a row's time may lie and still be counted
 * @param margin how long a transaction that does not tell is assumed to last
 * @param young up to which age a transaction without an id still widens the quick pass
 */
public record Tolerances(Duration skew, Duration late, Duration margin, Duration young) {}
