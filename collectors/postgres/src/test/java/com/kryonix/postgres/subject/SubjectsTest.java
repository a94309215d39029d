package com.kryonix.postgres.subject;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.postgres.Golden;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.SharedPostgres;
import com.kryonix.servers.RealPostgres;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each subject on each version, compared whole with its golden file. */
class SubjectsTest {
    static final List<Integer> MAJORS = RealPostgres.SUPPORTED;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void server(int major) throws Exception {
        check(
                major,
                "server",
                Server.COLLECTOR,
                "pg_static|.*_seconds|pg_system_identifier_info|pg_server_version_number");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void extensions(int major) throws Exception {
        check(major, "extensions", Extensions.COLLECTOR, "");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void database(int major) throws Exception {
        check(major, "database", Databases.COLLECTOR, "pg_stat_database_.*");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void databaseSize(int major) throws Exception {
        check(major, "database_size", DatabaseSizes.COLLECTOR, ".*_bytes");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void databaseConflicts(int major) throws Exception {
        check(major, "database_conflicts", DatabaseConflicts.collector(true), "");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void roles(int major) throws Exception {
        check(major, "roles", Roles.COLLECTOR, "");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void connections(int major) throws Exception {
        check(major, "connections", Connections.COLLECTOR, "");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void temporaryFiles(int major) throws Exception {
        check(major, "temp_files", TemporaryFiles.COLLECTOR, "");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void settings(int major) throws Exception {
        check(major, "settings", Settings.collector(), "pg_settings_(hash|port|max_stack_depth_bytes)");
    }

    private static void check(int major, String subject, Collector<PostgresServer> collector, String masked)
            throws Exception {
        try (PostgresServer server = SharedPostgres.monitor(SharedPostgres.of(major))) {
            Reading reading = collector.collect(server, SharedPostgres.scrape());
            assertThat(reading.samples()).isNotEmpty();
            assertThat(collector.name()).isEqualTo(subject);
            // A version in a label is as volatile as a value: it changes with each minor release.
            List<Sample> samples = reading.samples().stream()
                    .map(sample -> sample.metric().name().equals("pg_static")
                                    || sample.metric().name().equals("pg_system_identifier_info")
                            ? sample.relabelled(
                                    sample.labelValues().stream().map(v -> "~").toList())
                            : sample)
                    .toList();
            Golden.masking(masked).check(subject, major, samples);
        }
    }
}
