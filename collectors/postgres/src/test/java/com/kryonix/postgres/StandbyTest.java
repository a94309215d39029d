package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.postgres.subject.DatabaseConflicts;
import com.kryonix.postgres.subject.Server;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A real standby, streaming from a real primary whose data it began with. */
class StandbyTest {
    @Test
    void aStandbyIsKnownAsOneAndShowsWhyItCancelledQueries() throws Exception {
        try (RealPostgres primary = RealPostgres.of(17).with("autovacuum", "off");
                RealPostgres standby = RealPostgres.of(17).with("max_standby_streaming_delay", "0")) {
            SharedPostgres.prepared(primary).execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS n");
            primary.stop();
            copy(primary.data(), standby.data());
            Files.createFile(standby.data().resolve("standby.signal"));
            primary.start();
            standby.with("primary_conninfo", "host=127.0.0.1 user=postgres port=" + primary.port())
                    .start();

            try (PostgresServer server = SharedPostgres.monitor(standby)) {
                Facts facts = server.facts(SharedPostgres.scrape());
                assertThat(facts.primary()).isFalse();
                assertThat(Requirement.primaryOnly().unmetBy(facts)).contains("only on a primary, this is a standby");
                assertThat(Server.COLLECTOR
                                .collect(server, SharedPostgres.scrape())
                                .samples())
                        .contains(Sample.of(Server.IS_REPLICA, 1));

                cancelAQuery(primary, standby);
                Until.so("a conflict of snapshots is counted", () -> snapshotConflicts(server) == 1);

                for (Collector<PostgresServer> collector :
                        PostgresCatalogue.create(PostgresOptions.defaults()).collectors()) {
                    assertThat(collector.requirement().unmetBy(facts)).isEmpty();
                    Reading reading = collector.collect(server, SharedPostgres.scrape());
                    assertThat(reading.samples()).as(collector.name()).isNotEmpty();
                }
            }
        }
    }

    /** The primary removes rows that an open snapshot of the standby still sees. */
    private static void cancelAQuery(RealPostgres primary, RealPostgres standby) throws Exception {
        try (Connection reader = standby.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM t");
            primary.execute("DELETE FROM t", "VACUUM t");
            Until.so("the reader is cancelled", () -> {
                try {
                    statement.execute("SELECT count(*) FROM t");
                    return false;
                } catch (SQLException cancelled) {
                    return true;
                }
            });
        }
    }

    private static double snapshotConflicts(PostgresServer server) throws Exception {
        return DatabaseConflicts.collector(false).collect(server, SharedPostgres.scrape()).samples().stream()
                .filter(sample -> sample.labelValues().containsAll(List.of("postgres", "snapshot")))
                .mapToDouble(sample -> ((Value) sample).value())
                .sum();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
