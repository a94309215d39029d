package com.kryonix.demo.traffic;

import java.util.Optional;
import java.util.Random;

/** The requests in the order in which they arrive: the same seed gives the same plan. */
final class Plan {
    /** The slow endpoint's tail stays clear of the alerts' 5 s: without an incident nothing fires. */
    private static final double LONGEST_MILLIS = 2500;

    /** Server errors come evenly spaced, so that no window of few requests looks like an incident. */
    private static final int PAYMENTS_PER_FAILURE = 100;

    private final Random random;
    private final double rate;
    private final Optional<Incident> incident;
    private double dueNanos;
    private long number;
    private long payments;

    /** @param rate mean requests a second */
    Plan(long seed, double rate, Optional<Incident> incident) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("rate must be above 0, was " + rate);
        }
        this.random = new Random(seed);
        this.rate = rate;
        this.incident = incident;
    }

    PlannedRequest next() {
        double meanGap = 1e9 / (rate * DailyRhythm.factor(dueNanos));
        dueNanos += -Math.log(1 - random.nextDouble()) * meanGap;
        Endpoint endpoint = Endpoint.at(random.nextDouble());
        double own = endpoint.medianMillis * Math.exp(endpoint.sigma * random.nextGaussian());
        Fault fault = fault(endpoint, (long) dueNanos, random.nextDouble());
        return new PlannedRequest(
                number++, (long) dueNanos, endpoint, Math.min(own, LONGEST_MILLIS), fault, random.nextLong());
    }

    private Fault fault(Endpoint endpoint, long due, double share) {
        if (endpoint == Endpoint.PAY && ++payments % PAYMENTS_PER_FAILURE == PAYMENTS_PER_FAILURE / 2) {
            return Fault.FAILS;
        }
        return incident.map(trouble -> trouble.faultOf(endpoint, due, share)).orElse(Fault.NONE);
    }
}
