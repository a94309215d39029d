package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.kryonix.configuration.InvalidConfig;
import com.kryonix.exporter.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No container engine runs here; so what can be checked without one is: every path, name, port and variable. */
class ComposeTest {
    private static final JsonNode COMPOSE = Repository.yaml(Repository.file("docker-compose.yml"));

    /** A service, as one parameter. */
    private record Service(String name, JsonNode node) {
        @Override
        public String toString() {
            return name;
        }

        String text() {
            return node.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsMountedExistsAndCannotBeWritten(Service service) {
        for (JsonNode volume : service.node().path("volumes")) {
            String[] parts = volume.asText().split(":", -1);
            if (parts[0].startsWith(".")) {
                assertThat(Repository.file(parts[0])).isDirectory();
                assertThat(parts).as(volume.asText()).hasSize(3);
                assertThat(parts[2]).isEqualTo("ro");
            } else {
                assertThat(COMPOSE.path("volumes").has(parts[0]))
                        .as(volume.asText())
                        .isTrue();
            }
        }
    }

    /** A mounted folder stands where it stands in the repository, so that relative paths in its files go on working. */
    @ParameterizedTest
    @MethodSource("services")
    void everyPathBelowTheRepositorysNameIsOneOfItsFiles(Service service) {
        Map<String, String> mounts = mounts(service.node());
        for (String path : Texts.matches("/kryonix/[\\w./-]+", service.text())) {
            String file = path.substring("/kryonix/".length());
            assertThat(Repository.file(file)).as(path).exists();
            assertThat(mounts.values()).as("%s is mounted", path).anyMatch(mount -> path.startsWith(mount));
        }
        mounts.forEach((source, target) -> {
            if (target.startsWith("/kryonix/")) {
                assertThat(target).isEqualTo("/kryonix/" + source.substring("./".length()));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void portsAreOpenOnThisMachineAlone(Service service) {
        assertThat(service.node().path("ports"))
                .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void imagesHaveVersionsAndWhatIsWaitedForCanBe(Service service) {
        assertThat(service.node().path("image").asText()).matches("[\\w./-]+:v?\\d+\\.\\d+[\\w.-]*");
        service.node().path("depends_on").properties().forEach(entry -> {
            JsonNode other = COMPOSE.path("services").path(entry.getKey());
            assertThat(other.isObject()).as(entry.getKey()).isTrue();
            if (entry.getValue().path("condition").asText().equals("service_healthy")) {
                assertThat(other.path("healthcheck").path("test"))
                        .as(entry.getKey())
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void passwordsAreFilesOfDeclaredSecrets(Service service) {
        Set<String> granted = new TreeSet<>();
        service.node().path("secrets").forEach(secret -> granted.add(secret.asText()));
        assertThat(granted).allMatch(secret -> COMPOSE.path("secrets").has(secret));
        for (String path : Texts.matches("/run/secrets/\\w+", service.text())) {
            assertThat(granted).contains(path.substring("/run/secrets/".length()));
        }
        service.node().path("environment").properties().forEach(variable -> {
            if (variable.getKey().contains("PASSWORD")) {
                assertThat(variable.getValue().asText()).startsWith("/run/secrets/");
            }
        });
    }

    /** Compose copies a secret of the environment into the container, which fails where that is read-only. */
    @Test
    void secretsAreMountedFilesThatGitAndTheImagesNeverGet() {
        COMPOSE.path("secrets")
                .properties()
                .forEach(secret ->
                        assertThat(secret.getValue().path("file").asText()).isEqualTo("./secrets/" + secret.getKey()));
        for (String ignores : new String[] {".gitignore", ".dockerignore"}) {
            assertThat(Repository.text(Repository.file(ignores)).lines())
                    .as(ignores)
                    .anyMatch(line -> line.matches("secrets/?"));
        }
    }

    /** What its first lines tell the reader to run makes each secret's file: closed here, open to a container's user. */
    @Test
    void itsFirstLinesMakeEverySecret(@TempDir Path folder) throws IOException, InterruptedException {
        String commands = Repository.text(Repository.file("docker-compose.yml"))
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> line.startsWith("#     ") && !line.contains("docker compose"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining("\n"));
        Process shell = new ProcessBuilder("sh", "-euc", "umask 077\n" + commands)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
        Path secrets = folder.resolve("secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        for (String name : (Iterable<String>) () -> COMPOSE.path("secrets").fieldNames()) {
            assertThat(secrets.resolve(name)).content().matches("[0-9a-f]{32}\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve(name))))
                    .isEqualTo("rw-r--r--");
        }
    }

    @Test
    void prometheusAndGrafanaAskTheServicesByTheirNamesAndPorts() {
        Set<String> addresses = new TreeSet<>();
        for (String file : new String[] {
            "provisioning/prometheus/prometheus.yml",
            "provisioning/grafana/datasources/prometheus.yml",
            "provisioning/exporter/kryonix.yml"
        }) {
            addresses.addAll(Texts.matches("\\b(?!localhost)[a-z]+:\\d{4}\\b", Repository.text(Repository.file(file))));
        }
        assertThat(addresses).contains("exporter:9847", "alertmanager:9093", "prometheus:9090");
        for (String address : addresses) {
            String[] parts = address.split(":", -1);
            JsonNode ports = COMPOSE.path("services").path(parts[0]).path("ports");
            assertThat(ports).as(address).anyMatch(port -> port.asText().endsWith(":" + parts[1]));
        }
    }

    @Test
    void alertmanagerCanResolveItsReceiver() {
        String config = Repository.text(Repository.file("provisioning/alertmanager/alertmanager.yml"));
        Set<String> hosts = Texts.matches("(?<=url: http://)[\\w-]+", config);
        assertThat(hosts).containsExactly("alert-receiver");
        assertThat(COMPOSE.at("/services/alertmanager/extra_hosts/0").asText()).startsWith("alert-receiver:");
    }

    /** With the secrets' files in place the exporter's own reader takes the file, as each service would start it. */
    @Test
    void theExporterUnderstandsItsConfiguration(@TempDir Path folder) throws IOException {
        String text = Repository.text(Repository.file("provisioning/exporter/kryonix.yml"));
        Path file = folder.resolve("kryonix.yml");
        Files.writeString(file, text.replace("/run/secrets", folder.toString()));
        for (String service : new String[] {"exporter", "schema"}) {
            JsonNode node = COMPOSE.path("services").path(service);
            node.path("secrets").forEach(secret -> write(folder.resolve(secret.asText())));
            Map<String, String> environment = new LinkedHashMap<>();
            node.path("environment")
                    .properties()
                    .forEach(variable -> environment.put(
                            variable.getKey(),
                            variable.getValue().asText().replace("/run/secrets", folder.toString())));
            assertThat(environment.remove("KRYONIX_CONFIG")).isEqualTo("/kryonix/provisioning/exporter/kryonix.yml");
            assertThat(environment.keySet()).allMatch(text::contains);
            assertThat(ConfigFile.read(file, environment).postgres())
                    .singleElement()
                    .satisfies(target -> assertThat(COMPOSE.path("services").has(String.valueOf(target.host())))
                            .isTrue());
        }
    }

    @Test
    void aPasswordThatIsMissingIsSaid(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("kryonix.yml");
        Files.writeString(
                file,
                Repository.text(Repository.file("provisioning/exporter/kryonix.yml"))
                        .replace("/run/secrets", folder.toString()));
        assertThat(catchThrowable(() -> ConfigFile.read(file, Map.of())))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("exporter_password");
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "secret\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> mounts(JsonNode service) {
        Map<String, String> mounts = new LinkedHashMap<>();
        for (JsonNode volume : service.path("volumes")) {
            String[] parts = volume.asText().split(":", -1);
            if (parts[0].startsWith(".")) {
                mounts.put(parts[0], parts[1]);
            }
        }
        return mounts;
    }

    private static Stream<Service> services() {
        return COMPOSE.path("services").properties().stream()
                .map(entry -> new Service(entry.getKey(), entry.getValue()));
    }
}
