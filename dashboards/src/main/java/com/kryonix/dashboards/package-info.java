/**
 * Dashboards as values: a signal is declared once, on the collectors' metrics, and panels show it; rows answer one
 * question each; {@code grafana} writes the JSON that is committed under {@code dashboards/generated}.
 */
package com.kryonix.dashboards;
