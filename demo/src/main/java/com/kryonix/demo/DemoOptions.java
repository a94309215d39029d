package com.kryonix.demo;

import com.kryonix.demo.traffic.Incident;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the command line says. */
final class DemoOptions {
    @Option(
            names = "--port",
            defaultValue = "9847",
            description =
                    "The exporter's port (default: ${DEFAULT-VALUE}). What steers the demo listens on the next one, "
                            + "or on another where that is in use.")
    private int port;

    @Option(
            names = "--rate",
            defaultValue = "20",
            description = "Mean requests a second; a day's rhythm takes 10 minutes (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seed", description = "The same seed plans the same requests (default: another each time).")
    private @Nullable Long seed;

    @Option(
            names = "--incident",
            converter = IncidentName.class,
            description = "slow-endpoint or error-burst: makes an alert fire, and resolve again.")
    private @Nullable Incident incident;

    @Option(names = "--no-prometheus", description = "Without Prometheus and Alertmanager, even if they are installed.")
    private boolean withoutPrometheus;

    @Option(names = "--for", converter = Length.class, description = "Ends by itself after so long: 90s, 5m, 1h.")
    private @Nullable Duration length;

    int port() {
        return port;
    }

    double rate() {
        return rate;
    }

    long seed() {
        return seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
    }

    Optional<Incident> incident() {
        return Optional.ofNullable(incident);
    }

    boolean withPrometheus() {
        return !withoutPrometheus;
    }

    Optional<Duration> length() {
        return Optional.ofNullable(length);
    }

    static final class IncidentName implements ITypeConverter<Incident> {
        @Override
        public Incident convert(String name) {
            return Arrays.stream(Incident.values())
                    .filter(incident -> incident.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + name + "' is none of " + Arrays.toString(Incident.values())));
        }
    }

    static final class Length implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration length = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
                if (!length.isNegative() && !length.isZero()) {
                    return length;
                }
            } catch (DateTimeParseException e) {
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is no length: 90s, 5m, 1h");
        }
    }
}
