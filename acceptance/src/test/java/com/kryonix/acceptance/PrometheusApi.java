package com.kryonix.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Instant queries to a real Prometheus. */
record PrometheusApi(Web web, String url) {
    /** The values of all series that the expression gives now. */
    List<Double> query(String expression) {
        JsonNode answer =
                web.json(url + "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        List<Double> values = new ArrayList<>();
        for (JsonNode series : answer.path("data").path("result")) {
            values.add(Double.valueOf(series.path("value").path(1).asText()));
        }
        return values;
    }
}
