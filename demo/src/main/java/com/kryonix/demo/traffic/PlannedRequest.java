package com.kryonix.demo.traffic;

/**
 * A request to come.
 *
 * @param number from 0
 * @param dueNanos when it arrives, after the traffic's begin
 * @param ownMillis how long its own work takes
 * @param seed of whatever else it chooses: customer, product, outcome
 */
record PlannedRequest(long number, long dueNanos, Endpoint endpoint, double ownMillis, Fault fault, long seed) {}
