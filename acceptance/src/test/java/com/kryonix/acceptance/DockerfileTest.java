package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private static final String DOCKERFILE = Repository.text(Repository.file("Dockerfile"));
    private static final List<String> LINES = DOCKERFILE.lines().toList();

    @Test
    void whatIsCopiedExistsAndIsNotIgnored() {
        List<String> ignored = Repository.text(Repository.file(".dockerignore"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> copies = LINES.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .toList();
        assertThat(copies).isNotEmpty();
        for (String copy : copies) {
            String source = copy.split(" ", -1)[1];
            assertThat(Repository.file(source)).as(copy).exists();
            assertThat(ignored).as(copy).noneMatch(source::equals);
        }
    }

    /** Maven refuses a parent whose modules are not there. */
    @Test
    void everyModulesDescriptionIsCopied() {
        Set<String> modules = Texts.matches("(?<=<module>)[^<]+", Repository.text(Repository.file("pom.xml")));
        assertThat(modules).isNotEmpty();
        for (String module : modules) {
            String root = module.split("/", -1)[0];
            assertThat(LINES)
                    .as(module)
                    .anyMatch(line -> line.equals("COPY " + root + " " + root)
                            || line.equals("COPY " + root + "/pom.xml " + root + "/"));
        }
    }

    @Test
    void itRunsAsAUserWithoutRightsOnTheExportersPort() {
        assertThat(LINES).contains("USER 10001", "EXPOSE 9847");
        assertThat(DOCKERFILE).contains("HEALTHCHECK", "/dev/tcp/127.0.0.1/9847", "GET /-/healthy");
        assertThat(LINES.stream().filter(line -> line.startsWith("USER")).reduce((a, b) -> b))
                .contains("USER 10001");
    }

    @Test
    void imagesHaveVersions() {
        assertThat(LINES.stream().filter(line -> line.startsWith("FROM ")).toList())
                .hasSize(2)
                .allMatch(line -> line.split(" ", -1)[1].matches("[\\w./-]+:\\d+\\.\\d+[\\w.-]*"));
    }

    /** The launcher finds the jar beside it, in the repository as in the image. */
    @Test
    void theLauncherIsTheRepositorysOwn() {
        assertThat(LINES)
                .contains("COPY bin/kryonix-exporter bin/")
                .contains("ENTRYPOINT [\"/opt/kryonix/bin/kryonix-exporter\"]")
                .contains("COPY --from=build /src/exporter/target/kryonix-exporter.jar exporter/target/");
        assertThat(Repository.text(Repository.file("bin/kryonix-exporter")))
                .contains("exporter/target/kryonix-exporter.jar");
    }
}
