package com.kryonix.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.kryonix.configuration.InvalidConfig;
import com.kryonix.events.EventsCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact line that a user reads for each mistake. */
class ConfigFileErrorsTest {
    private final Path folder;

    ConfigFileErrorsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<Arguments> mistakes() {
        String redis = "redis:\n  - host: localhost\n";
        return Stream.of(
                Arguments.of("an empty file", "", ": is empty; write at least one target under postgres: or redis:"),
                Arguments.of(
                        "only a comment",
                        "# later\n",
                        ": is empty; write at least one target under postgres: or redis:"),
                Arguments.of("a list", "- a\n", ":1: not a mapping; allowed: keys with values, such as postgres:"),
                Arguments.of("a text", "hello\n", ":1: not a mapping; allowed: keys with values, such as postgres:"),
                Arguments.of(
                        "no target",
                        "http:\n  max_concurrent: 2\n",
                        ":1: no target; name at least one server under postgres: or redis:"),
                Arguments.of(
                        "not YAML", "http:\n  listen: [a\n", ":3: not YAML: expected ',' or ']', but got <stream end>"),
                Arguments.of("two documents", redis + "---\na: 1\n", ":4: a second document; allowed: one"),
                Arguments.of(
                        "an unknown key",
                        redis + "htpp:\n  listen: :1\n",
                        ":3: htpp: unknown key; did you mean http?; allowed: http, scrapes, logging, compatibility, postgres, redis"),
                Arguments.of(
                        "an unknown key inside",
                        "redis:\n  - host: localhost\n    passwd: geheim\n",
                        ":3: redis[0].passwd: unknown key; did you mean password?; allowed: name, url, host, port, user, password, password_file, collectors"),
                Arguments.of("a key twice", redis + "redis:\n", ":3: redis: a second time; it is on line 1 already"),
                Arguments.of(
                        "a text for a number",
                        "redis:\n  - host: localhost\n    port: many\n",
                        ":3: redis[0].port: wrong type; allowed: a whole number"),
                Arguments.of(
                        "a fraction for a number",
                        "redis:\n  - host: localhost\n    port: 6379.5\n",
                        ":3: redis[0].port: wrong type; allowed: a whole number"),
                Arguments.of(
                        "a text for a mapping",
                        redis + "http: 9847\n",
                        ":3: http: wrong type; allowed: a mapping with the keys listen, max_concurrent"),
                Arguments.of(
                        "a mapping for a list",
                        "redis:\n  host: localhost\n",
                        ":1: redis: wrong type; allowed: a list, such as [a, b]"),
                Arguments.of(
                        "a list for a text",
                        "redis:\n  - host: [a, b]\n",
                        ":2: redis[0].host: wrong type; allowed: one text"),
                Arguments.of(
                        "an unknown choice",
                        redis + "logging:\n  level: loud\n",
                        ":4: logging.level: unknown value; allowed: debug, info, warn, error"),
                Arguments.of(
                        "an unknown exporter",
                        redis + "compatibility: [node_exporter]\n",
                        ":3: compatibility[0]: unknown value; allowed: postgres_exporter, redis_exporter"),
                Arguments.of(
                        "a bad duration",
                        redis + "scrapes:\n  timeout: 5 seconds\n",
                        ":4: scrapes.timeout: \"5 seconds\" is no duration; allowed: a whole number with ms, s, m, h or d, such as 5s"),
                Arguments.of(
                        "a duration out of range",
                        redis + "scrapes:\n  timeout: 0s\n",
                        ":4: scrapes.timeout: 0s is out of range; allowed: 100ms to 10m"),
                Arguments.of(
                        "an offset that leaves nothing",
                        redis + "scrapes:\n  timeout: 1s\n  timeout_offset: 1s\n",
                        ":5: scrapes.timeout_offset: must be below timeout, which is 1s"),
                Arguments.of(
                        "a port out of range",
                        "redis:\n  - host: localhost\n    port: 0\n",
                        ":3: redis[0].port: 0 is out of range; allowed: 1 to 65535"),
                Arguments.of(
                        "no address",
                        redis + "http:\n  listen: localhost\n",
                        ":4: http.listen: \"localhost\" is no address; allowed: host:port, [ipv6]:port or :port, port 0 to 65535"),
                Arguments.of(
                        "two targets of one name",
                        "redis:\n  - host: a\n  - host: b\n",
                        ":3: redis[1].name: a second target named \"redis\"; give each target a name of its own with name:"),
                Arguments.of(
                        "a name that is no name",
                        "redis:\n  - name: a/b\n    host: a\n",
                        ":2: redis[0].name: \"a/b\" is no name; allowed: up to 63 letters, digits, _ . and -, a letter or digit first"),
                Arguments.of(
                        "a target without a place",
                        "redis:\n  - name: a\n",
                        ":2: redis[0]: neither url nor host; give one of the two"),
                Arguments.of(
                        "a url and a host",
                        "redis:\n  - url: redis://a\n    host: a\n",
                        ":3: redis[0].host: stands beside url; allowed: one of the two"),
                Arguments.of(
                        "two passwords",
                        "redis:\n  - host: a\n    password: x\n    password_file: /dev/null\n",
                        ":4: redis[0].password_file: stands beside password; allowed: one of the two"),
                Arguments.of(
                        "a password file that is not there",
                        "redis:\n  - host: a\n    password_file: /no/such/secret\n",
                        ":3: redis[0].password_file: no such file: /no/such/secret; create it or correct the path"),
                Arguments.of(
                        "a variable that is not set",
                        "redis:\n  - host: a\n    password: ${CACHE_PASSWORD}\n",
                        ":3: redis[0].password: environment variable CACHE_PASSWORD is not set; set it, or write ${CACHE_PASSWORD:-default}"),
                Arguments.of(
                        "a variable without an end",
                        "redis:\n  - host: \"${A\"\n",
                        ":2: redis[0].host: not a variable; allowed: ${NAME}, ${NAME:-default}, and $${ for a literal ${"),
                Arguments.of(
                        "an empty value",
                        "redis:\n  - host: \"\"\n",
                        ":2: redis[0].host: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        "nothing where a value should be",
                        "postgres:\n  - host: a\n    events:\n      start:\n      interval: 5s\n",
                        ":4: postgres[0].events.start: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        "nothing where a number should be",
                        "redis:\n  - host: a\n    port: # later\n",
                        ":3: redis[0].port: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        "nothing where a list should be",
                        "redis:\n  - host: a\npostgres:\n",
                        ":3: postgres: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        "an entry that a variable makes empty",
                        "redis:\n  - host: a\n    collectors:\n      include: [\"${COLLECTOR:-}\"]\n",
                        ":4: redis[0].collectors.include[0]: an empty entry; give it a value or remove it"),
                Arguments.of(
                        "an empty entry",
                        "redis:\n  - host: a\n  -\n",
                        ":3: redis[1]: an empty entry; give it a value or remove it"),
                Arguments.of(
                        "a collector that is not there",
                        "redis:\n  - host: a\n    collectors:\n      exclude: [stats, comandstats]\n",
                        ":4: redis[0].collectors.exclude[1]: \"comandstats\" is no collector of Redis; did you mean commandstats?; allowed: "
                                + String.join(", ", CollectorNames.redis())),
                Arguments.of(
                        "a collector of another kind",
                        "postgres:\n  - host: a\n    collectors:\n      include:\n        - api_metrics\n        - keyspace\n",
                        ":6: postgres[0].collectors.include[1]: \"keyspace\" is no collector of PostgreSQL; allowed: "
                                + String.join(", ", CollectorNames.postgres(EventsCatalogue.tables()))),
                Arguments.of(
                        "a time zone that is not there",
                        "postgres:\n  - host: a\n    events:\n      time_zone: Europe/Belrin\n",
                        ":4: postgres[0].events.time_zone: \"Europe/Belrin\" is no time zone; allowed: a name such as Europe/Berlin or UTC, or +02:00"),
                Arguments.of(
                        "rows that are dropped before they are counted",
                        "postgres:\n  - host: a\n    events:\n      maintenance:\n        keep: 1h\n",
                        ":5: postgres[0].events.maintenance.keep: 1h is out of range; allowed: 1d to 36500d, or 0s for ever"),
                Arguments.of(
                        "a table that is maintained and not declared",
                        """
                        postgres:
                          - host: a
                            events:
                              maintenance:
                                tables: [{table: performance.cash_metrics, keep: 7d}]
                        """,
                        ":5: postgres[0].events.maintenance.tables: no event table performance.cash_metrics is declared;"
                                + " there are: "
                                + String.join(
                                        ", ",
                                        EventsCatalogue.tables().stream()
                                                .map(Object::toString)
                                                .sorted()
                                                .toList())),
                Arguments.of(
                        "an alias",
                        "redis:\n  - &a\n    host: a\n  - *a\n",
                        ":4: redis[1]: an alias (*); write the value itself"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsOneLineWithItsPlace(String mistake, String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("kryonix.yml"), text);
        InvalidConfig refused = catchThrowableOfType(InvalidConfig.class, () -> ConfigFile.read(file, Map.of()));
        assertThat(refused).as(mistake).hasMessage(file + message);
    }
}
