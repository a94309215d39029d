package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
    @Test
    void everyPartIsRead() {
        RedisUrl url = RedisUrl.parse("rediss://reader:s%40cret@cache.example:6380/3");
        assertThat(url.tls()).isTrue();
        assertThat(url.user()).contains("reader");
        assertThat(url.password()).contains("s@cret");
        assertThat(url.host()).isEqualTo("cache.example");
        assertThat(url.port()).isEqualTo(6380);
        assertThat(url.database()).isEqualTo(3);
    }

    @Test
    void aHostIsEnough() {
        RedisUrl url = RedisUrl.parse("redis://cache");
        assertThat(url.tls()).isFalse();
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEmpty();
        assertThat(url.port()).isEqualTo(6379);
        assertThat(url.database()).isZero();
    }

    @Test
    void aPasswordNeedsNoUser() {
        RedisUrl url = RedisUrl.parse("redis://:secret@cache/");
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).contains("secret");
    }

    @ParameterizedTest
    @CsvSource({"a+b,a+b", "a%2Bb,a+b", "a%20b,a b", "a:b,a:b", "%C3%A4%25,ä%"})
    void userinfoIsPercentDecodedAndPlusIsItself(String raw, String decoded) {
        assertThat(RedisUrl.parse("redis://u:" + raw + "@h").password()).contains(decoded);
    }

    @Test
    void anIpv6HostLosesItsBrackets() {
        RedisUrl url = RedisUrl.parse("redis://[::1]:7000");
        assertThat(url.host()).isEqualTo("::1");
        assertThat(url).hasToString("redis://[::1]:7000");
    }

    @Test
    void itsTextHidesThePassword() {
        assertThat(RedisUrl.parse("redis://reader:hidden@cache/2")).hasToString("redis://reader:***@cache:6379/2");
        assertThat(RedisSettings.of("cache", RedisUrl.parse("redis://:hidden@cache"))
                        .toString())
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://u:hidden@h|scheme http://",
                "cache.example|no scheme",
                "redis://|not a URL",
                "redis://u:hidden@|no host, or not a valid one",
                "redis://u:hid den@h|not a URL",
                "redis://u:hid#den@h|no host, or not a valid one",
                "redis://u:hid%zzden@h|not a URL",
                "redis://u:hidden@h/x|the database is not a number",
                "redis://u:hidden@h:0|port 0 is not between 1 and 65535",
                "redis://u:hidden@h:70000|port 70000 is not between 1 and 65535",
                "redis://u:hidden@h/1?db=hidden|nothing may follow the database",
            })
    void whatIsWrongIsSaidInOneLineWithoutThePassword(String url, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisUrl.parse(url))
                .satisfies(e -> assertThat(e.getCause()).isNull())
                .withMessage("Redis URL: " + reason
                        + "; use redis://[user][:password]@host[:port][/database], or rediss:// for TLS; "
                        + "percent-encode what the password holds of : / @ ? # and %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://u:hid/den@h", "redis://u:hid@den@h", "redis://u:hid:den@h:port"})
    void anUnencodedPasswordIsNeverShown(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisUrl.parse(url))
                .satisfies(e -> assertThat(e).message().doesNotContain("hid").doesNotContain("den"));
    }
}
