package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What mutes what, asked of a real Alertmanager, with the labels that the rules' own tests prove. */
class InhibitionTest {
    private static final Map<String, String> EXPORTER = Map.of("job", "kryonix-exporter", "instance", "exporter:9847");

    private final List<Map<String, String>> alerts = new ArrayList<>();
    private RealAlertmanager alertmanager;

    @BeforeEach
    void start() throws Exception {
        alertmanager = new RealAlertmanager();
    }

    @AfterEach
    void stop() throws Exception {
        alertmanager.close();
    }

    @Test
    void theWorseOfTwoSymptomsOfOneEndpointMutesTheOther() throws Exception {
        api("ApiErrorRateOver20Percent", "/pay");
        api("ApiErrorRateOver5Percent", "/pay");
        api("ApiErrorRateOver5Percent", "/mail");
        api("ApiResponseOver5s", "/pay");
        assertMuted("ApiErrorRateOver5Percent /pay");
    }

    @Test
    void withoutTheExporterNothingElseIsNews() throws Exception {
        alert("ExporterDown", EXPORTER);
        alert("PostgresDown", EXPORTER);
        alert("RedisDown", EXPORTER);
        alert("PostgresDown", with(EXPORTER, "instance", "another:9847"));
        api("ApiResponseOver10s", "/pay");
        assertMuted("PostgresDown ", "RedisDown ", "ApiResponseOver10s /pay");
    }

    @Test
    void withoutPostgresqlWhatIsReadFromItIsNoNews() throws Exception {
        alert("PostgresDown", EXPORTER);
        alert("RedisDown", EXPORTER);
        alert("TailStalled", with(EXPORTER, "table", "api_metrics"));
        alert("CollectorFailing", with(with(EXPORTER, "source", "postgres"), "collector", "statements"));
        api("ApiErrorRateOver5Percent", "/pay");
        assertMuted("TailStalled ", "CollectorFailing statements", "ApiErrorRateOver5Percent /pay");
    }

    @Test
    void aServerMutesOnlyWhatIsReadFromIt() throws Exception {
        alert("RedisDown", with(EXPORTER, "server", "sessions"));
        alert("CollectorFailing", collector("redis", "sessions", "memory"));
        alert("CollectorFailing", collector("redis", "queue", "clients"));
        alert("CollectorFailing", collector("postgres", "sessions", "database"));
        api("ApiErrorRateOver5Percent", "/pay");
        assertMuted("CollectorFailing memory");
    }

    /** Each may watch a platform of its own. */
    @Test
    void whatAnotherExporterCannotReadMutesNothingOfThisOne() throws Exception {
        Map<String, String> another = with(EXPORTER, "instance", "another:9847");
        alert("ExporterDown", with(EXPORTER, "instance", "third:9847"));
        alert("PostgresDown", another);
        alert("TailStalled", with(another, "table", "api_metrics"));
        alert("ApiErrorRateOver20Percent", with(another, "endpoint", "/pay"));
        api("ApiErrorRateOver5Percent", "/pay");
        api("ApiResponseOver10s", "/pay");
        assertMuted("TailStalled ", "ApiErrorRateOver20Percent /pay");
    }

    @Test
    void aTableThatIsNotReadMutesTheAlertsOnItsRates() throws Exception {
        alert("TailStalled", with(EXPORTER, "table", "api_metrics"));
        api("ApiErrorRateOver20Percent", "/pay");
        assertMuted("ApiErrorRateOver20Percent /pay");
    }

    @Test
    void anotherTableDoesNot() throws Exception {
        alert("TailStalled", with(EXPORTER, "table", "cache_metrics"));
        api("ApiErrorRateOver20Percent", "/pay");
        assertMuted();
    }

    private void assertMuted(String... expected) throws Exception {
        alertmanager.fire(alerts);
        Set<String> muted = new TreeSet<>(List.of(expected));
        assertThat(alertmanager.muted(alerts.size(), muted)).isEqualTo(muted);
    }

    private void api(String name, String endpoint) {
        alert(name, with(EXPORTER, "endpoint", endpoint));
    }

    private void alert(String name, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("alertname", name);
        AlertRules.alerts().stream()
                .filter(alert -> alert.name().equals(name))
                .forEach(alert -> all.putAll(alert.labels()));
        assertThat(all).as("the labels of " + name).containsKey("severity");
        alerts.add(all);
    }

    private static Map<String, String> collector(String source, String server, String collector) {
        return with(with(with(EXPORTER, "source", source), "server", server), "collector", collector);
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }
}
