package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlNamesTest {
    @Test
    void findsTheNamesOfSelectorsInFunctionsAndAggregations() {
        assertThat(PromqlNames.in(
                        "sum by (job, le) (rate(api_seconds_bucket{le=\"5.0\",job=~\"$job\"}[$__rate_interval]))"))
                .containsExactly("api_seconds_bucket");
    }

    @Test
    void findsBothSidesOfAnOperatorAndNoLabels() {
        assertThat(PromqlNames.in("(a:b:rate5m > 0.05 and on (job) c_total) or 0 * d offset 5m"))
                .containsExactly("a:b:rate5m", "c_total", "d");
    }

    @Test
    void takesNeitherFunctionsNorKeywordsNorTextForNames() {
        assertThat(PromqlNames.in(
                        "topk(3, sum(x) without (y)) * on (queryid) group_left (query) topk by (queryid) (1, z_info)"
                                + " or vector(0) or label_replace(w, \"dst\", \"$1xx\", \"src\", \"(.).*\")"))
                .containsExactly("x", "z_info", "w");
    }

    @Test
    void aRangeWithAnOffsetIsNoName() {
        assertThat(PromqlNames.in("increase(a_total[$__range] offset $__range) # and a comment"))
                .containsExactly("a_total");
    }
}
