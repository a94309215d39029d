package com.kryonix.demo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The machine's own Prometheus and Alertmanager, with the shipped files. */
public final class Monitoring implements AutoCloseable {
    /** Debian's names. */
    private static final String PROMETHEUS = "prometheus";

    private static final String ALERTMANAGER = "prometheus-alertmanager";

    private static final int USUAL_EXPORTER_PORT = 9847;

    private final Child alertmanager;
    private final Child prometheus;
    private final String prometheusUrl;
    private final String alertmanagerUrl;

    /**
     * @param exporterPort what Prometheus scrapes
     * @param webhookUrl where Alertmanager sends what fires
     * @param alertsLinger whether the rules' hour without a repeat is kept; without it an alert resolves while you watch
     */
    public Monitoring(
            Path repository,
            Path folder,
            int exporterPort,
            String webhookUrl,
            boolean alertsLinger,
            Consumer<String> news)
            throws IOException, InterruptedException {
        // A demo on another port is not the machine's first: two that start together must not choose the same ones.
        boolean first = exporterPort == USUAL_EXPORTER_PORT;
        String prometheusAddress = "127.0.0.1:" + (first ? Ports.preferring(9090) : Ports.any());
        String alertmanagerAddress = "127.0.0.1:" + (first ? Ports.preferring(9093) : Ports.any());
        this.prometheusUrl = "http://" + prometheusAddress;
        this.alertmanagerUrl = "http://" + alertmanagerAddress;
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("exporter:9847", "127.0.0.1:" + exporterPort);
        replacements.put("localhost:9090", prometheusAddress);
        replacements.put("alertmanager:9093", alertmanagerAddress);
        replacements.put("http://alert-receiver:9099", webhookUrl);
        if (!alertsLinger) {
            replacements.put("keep_firing_for: 55m", "keep_firing_for: 1m");
        }
        Provisioning.copy(repository, folder, replacements);
        this.alertmanager = new Child(
                "alertmanager",
                List.of(
                        ALERTMANAGER,
                        "--config.file=" + folder.resolve("provisioning/alertmanager/alertmanager.yml"),
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=" + alertmanagerAddress),
                Map.of(),
                folder.resolve("alertmanager.log"),
                news);
        this.prometheus = new Child(
                "prometheus",
                List.of(
                        PROMETHEUS,
                        "--config.file=" + folder.resolve("provisioning/prometheus/prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=" + prometheusAddress),
                Map.of(),
                folder.resolve("prometheus.log"),
                news);
        try {
            new Readiness().await(alertmanager, "alertmanager", alertmanagerUrl + "/-/ready");
            new Readiness().await(prometheus, "prometheus", prometheusUrl + "/-/ready");
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Empty when both programs are here; else what to install. */
    public static Optional<String> missing() {
        List<String> missing = Stream.of(PROMETHEUS, ALERTMANAGER)
                .filter(program -> !isInstalled(program))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", missing));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    public String prometheusUrl() {
        return prometheusUrl;
    }

    public String alertmanagerUrl() {
        return alertmanagerUrl;
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }
}
