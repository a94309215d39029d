package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * pg_stat_statements keeps so many statements and drops the ones seldom used for new ones: an exporter that asked something
 * new each time would drive the application's out.
 */
class FewStatementsTest {
    /** Since the tails began. */
    private static final String ADDED = "SELECT count(*) FROM performance.api_metrics WHERE endpoint = '/a'";

    private static final String SLOW_PASSES =
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE '%LATERAL%'";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void foldsSlowPassesAndGaugesAreTheSameStatementsAgainAndAgain(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major)) {
            server.start();
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            table.partition();
            table.execute(
                    "CREATE EXTENSION pg_stat_statements",
                    "CREATE ROLE tailing SUPERUSER LOGIN",
                    "CREATE TABLE performance.alerts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                            + " alert_type text, severity text, status text, created_at timestamptz DEFAULT now())",
                    "INSERT INTO performance.alerts (alert_type, severity, status) VALUES ('slow', 'high', 'active')");
            try (EventTails tails = ReadyTails.of(table.dataSource("tailing"), EventTailsTest.quickSettings())) {
                passSlowly(table, tails, 5);
                Set<String> before = statements(table);
                passSlowly(table, tails, 15);
                Set<String> more = statements(table);
                more.removeAll(before);
                // Not one a fold or scrape; a look at the log, say, is seldom needed.
                assertThat(more).hasSizeLessThan(5);
                assertThat(before).anyMatch(statement -> statement.contains("FROM \"performance\".\"alerts\""));
            }
        }
    }

    /** Each fold meets new rows, until there were so many slow passes. */
    private static void passSlowly(ApiTable table, EventTails tails, int passes) throws Exception {
        Awaiting.until(
                () -> {
                    table.insert(3, "/a", "GET", 200, 5);
                    EventTailsTest.awaitRequests(tails, (double) table.number(ADDED));
                    return table.number(SLOW_PASSES) >= passes;
                },
                () -> "fewer than " + passes + " slow passes");
    }

    /** The tails' own; another day is another statement, and no matter. */
    private static Set<String> statements(ApiTable table) {
        String all = table.text("SELECT string_agg(regexp_replace(query, '\\d+-\\d+-\\d+', 'a day', 'g'), E'\\x01')"
                + " FROM pg_stat_statements WHERE userid = 'tailing'::regrole");
        return new TreeSet<>(List.of(all.split("\u0001", -1)));
    }
}
