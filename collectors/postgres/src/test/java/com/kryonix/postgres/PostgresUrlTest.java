package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:s%40cret@db:5433/shop?sslmode=require",
                "postgres://app:s%40cret@db:5433/shop?sslmode=require",
                "jdbc:postgresql://db:5433/shop?user=app&password=s%40cret&sslmode=require"
            })
    void theSpellingsMeanTheSame(String text) {
        PostgresUrl url = PostgresUrl.parse(text);
        assertThat(url.user()).isEqualTo("app");
        assertThat(url.password()).isEqualTo("s@cret");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/shop?sslmode=require");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://app@db/shop                    | jdbc:postgresql://db:5432/shop",
                "postgresql://app@db                         | jdbc:postgresql://db:5432/app",
                "postgresql://app@/shop                      | jdbc:postgresql://localhost:5432/shop",
                "postgresql://app@a:1,b/shop                 | jdbc:postgresql://a:1,b:5432/shop",
                "postgresql://app@[::1]:6000/shop            | jdbc:postgresql://[::1]:6000/shop",
                "postgresql://app@db/my%20shop               | jdbc:postgresql://db:5432/my%20shop",
                "postgresql://app@db/shop?connect_timeout=3  | jdbc:postgresql://db:5432/shop?connectTimeout=3",
                "postgresql://app@a,b/x?target_session_attrs=read-write"
                        + " | jdbc:postgresql://a:5432,b:5432/x?targetServerType=primary",
                "jdbc:postgresql:shop?user=app               | jdbc:postgresql://localhost:5432/shop",
            })
    void defaultsHostsAndOptions(String text, String jdbcUrl) {
        assertThat(PostgresUrl.parse(text).jdbcUrl()).isEqualTo(jdbcUrl);
    }

    @Test
    void libpqsOptionsAreTranslated() {
        assertThat(PostgresUrl.parse("postgresql://app@db/x?keepalives=0&channel_binding=require")
                        .options())
                .isEqualTo(Map.of("tcpKeepAlive", "false", "channelBinding", "require"));
    }

    @Test
    void aPlusIsAPlusAndAPercentMustBeWritten() {
        assertThat(PostgresUrl.parse("postgresql://app:a+b%25@db/x").password()).isEqualTo("a+b%");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://app:hunter2@db/x            | it must look like postgresql://user:password@host:5432/database?sslmode=require",
                "postgresql://app:hunter2%zz@db/x    | the password has a % that is not followed by two hexadecimal digits; write % as %25",
                "postgresql://app:hunter2/x@db/x     | host 1 is not host:port; in user and password, write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
                "postgresql://app:hunter2@db:99999/x | the port of host 1 is not between 1 and 65535",
                "postgresql://app:hunter2@db/x?ssl   | after ? it must have option=value, separated by &",
                "postgresql://app:hunter2@db/x?sslmod=on | unknown option sslmod",
                "postgresql://app:hunter2@db/x?readOnlyMode=ignore | option readOnlyMode is set by the exporter; leave it out",
                "postgresql://app:hunter2@db/x?target_session_attrs=master"
                        + " | target_session_attrs is one of any, prefer-standby, primary, read-only, read-write, standby",
            })
    void mistakesAreSaidInOneLineWithoutThePassword(String text, String message) {
        assertThatThrownBy(() -> PostgresUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PostgreSQL URL: " + message)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void neitherUrlNorSettingsShowThePassword() {
        PostgresUrl url = PostgresUrl.parse("postgresql://app:hunter2@db/shop");
        assertThat(url).hasToString("postgresql://app@db:5432/shop");
        assertThat(PostgresSettings.of("main", url)).hasToString("main (db:5432)");
        assertThat(url.jdbcUrl()).doesNotContain("hunter2");
    }

    @Test
    void settingsRefuseNonsense() {
        PostgresSettings settings = PostgresSettings.of("main", PostgresUrl.parse("postgresql://app@db/shop"));
        assertThatThrownBy(() -> settings.withPoolSize(0)).hasMessage("main: a pool of 0 connections; 1 to 20");
        assertThatThrownBy(() -> settings.withConnectTimeout(Duration.ofMillis(10)))
                .hasMessage("main: a connect timeout of PT0.01S; at least 250 ms");
    }
}
