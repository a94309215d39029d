package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The Prometheus that the reader chose at the top of the page. */
final class DataSource {
    static final String VARIABLE = "datasource";

    /** As provisioning/grafana/datasources/prometheus.yml names it. */
    static final String PROVISIONED_UID = "kryonix-prometheus";

    private DataSource() {}

    static ObjectNode chosen() {
        return JsonNodeFactory.instance.objectNode().put("type", "prometheus").put("uid", "${" + VARIABLE + "}");
    }
}
