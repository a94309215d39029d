package com.kryonix.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
    private static final long DAY = Duration.ofMinutes(10).toNanos();

    private static List<PlannedRequest> plan(long seed, Optional<Incident> incident, int requests) {
        Plan plan = new Plan(seed, 20, incident);
        return Stream.generate(plan::next).limit(requests).toList();
    }

    private static Stream<PlannedRequest> day(Optional<Incident> incident) {
        return plan(3, incident, 20_000).stream().takeWhile(request -> request.dueNanos() < DAY);
    }

    @Test
    void theSameSeedPlansTheSameRequestsAndAnotherSeedOthers() {
        assertThat(plan(7, Optional.empty(), 2000)).isEqualTo(plan(7, Optional.empty(), 2000));
        assertThat(plan(8, Optional.empty(), 2000)).isNotEqualTo(plan(7, Optional.empty(), 2000));
    }

    @Test
    void aDayHasTheMeanRateAndABusyAndAQuietHalf() {
        List<PlannedRequest> day = day(Optional.empty()).toList();
        long morning =
                day.stream().filter(request -> request.dueNanos() < DAY / 2).count();
        assertThat(day.size() / 600.0).isCloseTo(20, within(1.0));
        assertThat((double) morning / (day.size() - morning)).isGreaterThan(1.7);
    }

    @Test
    void everyEndpointIsAskedForByItsWeight() {
        List<PlannedRequest> requests = plan(5, Optional.empty(), 20_000);
        for (Endpoint endpoint : Endpoint.values()) {
            long share = requests.stream()
                    .filter(request -> request.endpoint() == endpoint)
                    .count();
            assertThat(share / 200.0).as(endpoint.name()).isCloseTo(endpoint.weight, within(1.0));
        }
    }

    @Test
    void withoutAnIncidentNoFewPaymentsLookLikeOne() {
        List<Fault> payments = plan(11, Optional.empty(), 20_000).stream()
                .filter(request -> request.endpoint() == Endpoint.PAY)
                .map(PlannedRequest::fault)
                .toList();
        assertThat(payments).contains(Fault.FAILS).doesNotContain(Fault.HANGS);
        for (int from = 0; from + 21 <= payments.size(); from++) {
            assertThat(payments.subList(from, from + 21).stream().filter(Fault.FAILS::equals))
                    .as("failures of 21 payments in a row, the fewest that the alert looks at")
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void withoutAnIncidentNothingTakesAsLongAsTheAlertsLimit() {
        assertThat(day(Optional.empty())).allMatch(request -> request.ownMillis() <= 2500);
    }

    @Test
    void anErrorBurstFailsPaymentsForItsTimeAlone() {
        List<PlannedRequest> failures = day(Optional.of(Incident.ERROR_BURST))
                .filter(request -> request.fault() == Fault.FAILS)
                .toList();
        long begin = Incident.QUIET.toNanos();
        long end = begin + Incident.ERROR_BURST.lasts().toNanos();
        assertThat(failures).allMatch(request -> request.endpoint() == Endpoint.PAY);
        assertThat(failures.stream().filter(request -> request.dueNanos() >= begin && request.dueNanos() < end))
                .hasSizeGreaterThan(100);
        assertThat(failures.stream().filter(request -> request.dueNanos() < begin || request.dueNanos() >= end))
                .hasSizeLessThan(20);
    }

    @Test
    void aSlowEndpointHangsTheReportForItsTimeAlone() {
        long begin = Incident.QUIET.toNanos();
        long end = begin + Incident.SLOW_ENDPOINT.lasts().toNanos();
        assertThat(day(Optional.of(Incident.SLOW_ENDPOINT)).filter(request -> request.fault() == Fault.HANGS))
                .hasSizeGreaterThan(10)
                .allMatch(request -> request.endpoint() == Endpoint.SALES_REPORT)
                .allMatch(request -> request.dueNanos() >= begin && request.dueNanos() < end);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void picksEachEndpointForSomeShare(Endpoint endpoint) {
        assertThat(Stream.iterate(0.0, share -> share < 1, share -> share + 0.005)
                        .map(Endpoint::at))
                .contains(endpoint);
    }

    @Test
    void aRateOfZeroIsRefused() {
        assertThatThrownBy(() -> new Plan(1, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate must be above 0, was 0.0");
    }
}
