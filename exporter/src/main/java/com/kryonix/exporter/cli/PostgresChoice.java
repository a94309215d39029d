package com.kryonix.exporter.cli;

import com.kryonix.exporter.config.PostgresTarget;
import com.kryonix.postgres.PostgresPool;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which configured PostgreSQL a command works on, and the connections that it works over. */
final class PostgresChoice {
    /** For a connection alone. A statement takes as long as it takes: an index on a large table, say. */
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private static final int CONNECTIONS = 4;

    @Mixin
    private ConfigOption configuration = new ConfigOption();

    @Option(names = "--target", paramLabel = "NAME", description = "Which PostgreSQL, when there are several.")
    private @Nullable String target;

    /** Several connections: Flyway migrates over its own while another one looks at what is there. */
    static HikariDataSource open(PostgresTarget chosen) {
        HikariDataSource database = PostgresPool.forTail(chosen.settings().withConnectTimeout(TO_CONNECT), null);
        database.getHikariConfigMXBean().setMaximumPoolSize(CONNECTIONS);
        return database;
    }

    /** The one that is named, or the only one. */
    PostgresTarget choose() throws Complaint {
        List<PostgresTarget> all = configuration.loadQuietly().postgres();
        String names = String.join(", ", all.stream().map(PostgresTarget::name).toList());
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
                .orElseThrow(
                        () -> Complaint.ofUser("no PostgreSQL target named \"" + target + "\"; there are: " + names));
    }
}
