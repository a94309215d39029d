package com.kryonix.exporter.cli;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.config.PostgresTarget;
import com.kryonix.postgres.PostgresPool;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The schema {@code performance}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The event tables, performance.*",
        subcommands = SchemaCommand.Apply.class)
final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command, such as apply");
    }

    /** Brings the schema of one PostgreSQL up to date. */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Create what is missing of the event tables, their partitions and indexes, and the checkpoint "
                            + "table. What is there already stays as it is; a second run changes nothing.")
    static final class Apply implements Callable<Integer> {
        /** For a connection alone. A statement takes as long as it takes: an index on a large table, say. */
        private static final Duration TO_CONNECT = Duration.ofSeconds(5);

        private static final int CONNECTIONS = 4;

        @Mixin
        private ConfigOption configuration = new ConfigOption();

        @Option(names = "--target", paramLabel = "NAME", description = "Which PostgreSQL, when there are several.")
        private @Nullable String target;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Complaint {
            PostgresTarget chosen = choose(configuration.loadQuietly());
            try (HikariDataSource database =
                    PostgresPool.forTail(chosen.settings().withConnectTimeout(TO_CONNECT), null)) {
                // Flyway migrates over connections of its own while another one looks at what is there.
                database.getHikariConfigMXBean().setMaximumPoolSize(CONNECTIONS);
                for (String line : PerformanceSchema.apply(database)) {
                    spec.commandLine().getOut().println(chosen.name() + ": " + line);
                }
            }
            return 0;
        }

        private PostgresTarget choose(ExporterConfig config) throws Complaint {
            List<PostgresTarget> all = config.postgres();
            String names =
                    String.join(", ", all.stream().map(PostgresTarget::name).toList());
            if (all.isEmpty()) {
                throw Complaint.ofUser("no PostgreSQL is configured; name one under postgres:");
            }
            if (target == null) {
                if (all.size() > 1) {
                    throw Complaint.ofUser("several PostgreSQL are configured; choose one with --target: " + names);
                }
                return all.get(0);
            }
            return all.stream()
                    .filter(one -> one.name().equals(target))
                    .findFirst()
                    .orElseThrow(() ->
                            Complaint.ofUser("no PostgreSQL target named \"" + target + "\"; there are: " + names));
        }
    }
}
