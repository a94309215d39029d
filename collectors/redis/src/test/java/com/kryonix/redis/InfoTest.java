package com.kryonix.redis;

import static com.kryonix.redis.Field.field;
import static com.kryonix.redis.Field.status;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoTest {
    private static final Info INFO = Info.parse("""
            # Server\r
            redis_version:7.0.15\r
            executable:/usr/bin/a:b\r
            empty:\r
            \r
            # Memory\r
            used_memory:941016\r
            rss_overhead_bytes:-1192448000\r
            used_memory_peak_perc:76.54%\r
            maxmemory:0\r
            \r
            # Persistence\r
            rdb_last_bgsave_status:ok\r
            aof_last_write_status:err\r
            rdb_last_bgsave_time_sec:-1\r
            # Modules\r
            module:name=search,ver=20609,api=1\r
            module:name=json,ver=20408,api=1\r
            # Commandstats\r
            cmdstat_a:b:calls=3,usec=9,later=1\r
            """);

    @Test
    void aValueMayHoldColons() {
        assertThat(INFO.section("server").text("executable")).contains("/usr/bin/a:b");
    }

    @Test
    void aRowsNameMayHoldColons() {
        Section.Line line = INFO.section("commandstats").lines().get(0);
        assertThat(line.name()).isEqualTo("cmdstat_a:b");
        assertThat(Section.row(line).number("calls")).hasValue(3);
    }

    @Test
    void aNameMayBeThereTwice() {
        assertThat(INFO.section("modules").lines())
                .extracting(line -> Section.row(line).text("name").orElseThrow())
                .containsExactly("search", "json");
    }

    @Test
    void whatIsAbsentIsEmpty() {
        assertThat(INFO.section("latencystats").lines()).isEmpty();
        assertThat(field("used_memory_lua").read(INFO.section("memory"))).isEmpty();
        assertThat(field("empty").read(INFO.section("server"))).isEmpty();
        assertThat(field("executable").read(INFO.section("server"))).isEmpty();
    }

    @Test
    void minusOneIsNoneUnlessTheFieldIsSigned() {
        assertThat(field("rdb_last_bgsave_time_sec").read(INFO.section("persistence")))
                .isEmpty();
        assertThat(field("rdb_last_bgsave_time_sec").signed().read(INFO.section("persistence")))
                .hasValue(-1);
        assertThat(field("rss_overhead_bytes").signed().read(INFO.section("memory")))
                .hasValue(-1192448000);
    }

    @Test
    void aLimitOfZeroIsNoLimit() {
        assertThat(field("maxmemory").read(INFO.section("memory"))).hasValue(0);
        assertThat(field("maxmemory").positive().read(INFO.section("memory"))).isEmpty();
    }

    @Test
    void unitsAreConvertedByOneDivision() {
        Section row = Section.row(new Section.Line("x", "usec=1,ms=3"));
        assertThat(field("usec").in(Field.In.MICROSECONDS).read(row)).hasValue(0.000001);
        assertThat(field("ms").in(Field.In.MILLISECONDS).read(row)).hasValue(0.003);
        assertThat(field("used_memory_peak_perc").in(Field.In.PERCENT).read(INFO.section("memory")))
                .hasValue(76.54 / 100);
    }

    @Test
    void onlyOkIsOne() {
        assertThat(status("rdb_last_bgsave_status").read(INFO.section("persistence")))
                .hasValue(1);
        assertThat(status("aof_last_write_status").read(INFO.section("persistence")))
                .hasValue(0);
        assertThat(status("nowhere").read(INFO.section("persistence"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1d", "0x1p3", "NaN", "Infinity", "1.2.3", "1-2", "12:30", "db0"})
    void whatIsNoDecimalNumberIsNoValue(String text) {
        assertThat(Section.parsed(text)).isEmpty();
    }
}
