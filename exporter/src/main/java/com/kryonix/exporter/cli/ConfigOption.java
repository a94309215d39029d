package com.kryonix.exporter.cli;

import com.kryonix.exporter.config.Configuration;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.config.LoggingConfig;
import com.kryonix.exporter.logging.Logging;
import com.kryonix.exporter.logging.Redaction;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, and what every command that reads the configuration does first. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration; by default the file that KRYONIX_CONFIG names.")
    private @Nullable Path file;

    /** The configuration, with logging set up as it says. */
    ExporterConfig load() {
        ExporterConfig config = Configuration.load(file, System.getenv());
        install(config, config.logging());
        return config;
    }

    /** The same, for commands that tell their findings themselves: the log holds errors only. */
    ExporterConfig loadQuietly() {
        ExporterConfig config = Configuration.load(file, System.getenv());
        install(
                config,
                new LoggingConfig(LoggingConfig.Level.ERROR, config.logging().format()));
        return config;
    }

    private static void install(ExporterConfig config, LoggingConfig logging) {
        Logging.install(logging, new Redaction(config.secrets()), System.err);
    }
}
