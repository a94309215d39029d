package com.kryonix.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealServersTest {
    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void everySupportedPostgresStartsAndHoldsStatementStatistics(int major) throws Exception {
        Path data;
        try (RealPostgres postgres = RealPostgres.of(major).start()) {
            data = postgres.data();
            postgres.execute("CREATE EXTENSION pg_stat_statements");
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT current_setting('server_version_num')::int / 10000, count(*) FROM pg_stat_statements")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(major);
            }
        }
        assertThat(Files.exists(data)).as("data folder after close").isFalse();
    }

    @Test
    void aStoppedPostgresComesBackOnItsPortWithItsData() throws Exception {
        try (RealPostgres postgres = RealPostgres.of(18).start()) {
            postgres.execute("CREATE TABLE kept AS SELECT 42 AS n");
            int port = postgres.port();
            postgres.stopImmediately();
            assertThat(postgres.isRunning()).isFalse();
            postgres.start();
            assertThat(postgres.port()).isEqualTo(port);
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT n FROM kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void aPausedPostgresEndsWithAllItsProcesses() {
        RealPostgres postgres = RealPostgres.of(18).start();
        List<ProcessHandle> children =
                ProcessHandle.of(postgres.pid()).orElseThrow().descendants().toList();
        postgres.pause();
        postgres.close();
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void embeddedAndInstalledRedisStartAndEnd() {
        RealRedis embedded = RealRedis.embedded();
        try (embedded) {
            embedded.start();
            assertThat(embedded.isRunning()).isTrue();
        }
        assertThat(Files.exists(embedded.folder())).isFalse();

        RealRedis installed =
                RealRedis.installed().orElseThrow(() -> new AssertionError("no redis-server: bin/test installs it"));
        try (installed) {
            installed.start();
            assertThat(installed.isRunning()).isTrue();
        }
        assertThat(installed.isRunning()).isFalse();
    }
}
