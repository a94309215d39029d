package com.kryonix.demo;

import com.kryonix.demo.control.ControlServer;
import com.kryonix.demo.stack.Databases;
import com.kryonix.demo.stack.Exporter;
import com.kryonix.demo.stack.Monitoring;
import com.kryonix.demo.traffic.Incident;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What to look at, once everything runs. */
record Guide(Progress progress, DemoOptions options, long seed) {
    void show(
            Databases databases,
            Exporter exporter,
            ControlServer control,
            @Nullable Monitoring monitoring,
            Path folder) {
        line("exporter", exporter.url() + "/   metrics: " + exporter.url() + "/metrics");
        line(
                "look at",
                "curl -s " + exporter.url() + "/metrics | grep ^api_requests_total   (a new series shows 0 for 30 s)");
        if (monitoring != null) {
            line("Prometheus", monitoring.prometheusUrl() + "/   alerts: " + monitoring.prometheusUrl() + "/alerts");
            line("Alertmanager", monitoring.alertmanagerUrl() + "/");
        }
        line("database", databases.psql());
        line("redis", "redis-cli -u " + databases.redisUrl());
        line("pause", "curl -s -X POST " + control.url() + "/traffic/pause   (then /traffic/resume)");
        line("exporter's log", folder.resolve("exporter.log").toString());
        line("traffic", "about " + options.rate() + " requests a second, --seed " + seed);
        options.incident().ifPresent(this::announce);
        progress.say("Ctrl-C ends it and removes everything.");
    }

    private void announce(Incident incident) {
        line(
                "incident",
                incident + " begins in " + Incident.QUIET.toSeconds() + " s and lasts "
                        + incident.lasts().toSeconds()
                        + " s; alerts that arrive are printed here (and linger 1 minute, not the shipped rules' 55)");
    }

    private void line(String what, String value) {
        progress.say(String.format("%-15s %s", what, value));
    }
}
