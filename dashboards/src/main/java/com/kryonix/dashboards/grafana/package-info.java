/** Dashboards as Grafana's JSON, schema version 39: what Grafana 10.4 to 12 provision from a file. */
package com.kryonix.dashboards.grafana;
