/** PromQL made from {@link com.kryonix.collector.Metric}s, so that a query cannot name what nobody exports. */
package com.kryonix.dashboards.promql;
