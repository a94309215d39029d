package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.promql.Window.PERIOD_AT_END;
import static com.kryonix.dashboards.promql.Window.POINT;

import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Panel.Chart;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.Signal;
import com.kryonix.dashboards.promql.Expression;
import com.kryonix.dashboards.promql.Series;
import com.kryonix.postgres.subject.Activity;
import com.kryonix.postgres.subject.Databases;
import com.kryonix.redis.subject.Clients;
import com.kryonix.redis.subject.CommandStats;
import com.kryonix.redis.subject.Memory;

/** PostgreSQL and Redis, the few curves that tell a busy server from an idle or a struggling one. */
final class ServerPanels {
    private ServerPanels() {}

    static Chart sessions() {
        return Chart.stacked(Signal.of(
                "PostgreSQL sessions",
                "Client sessions by state. Many \"idle in transaction\" hold locks and keep vacuum from its work; many active ones"
                        + " wait for each other.",
                DisplayUnit.of(Activity.SESSIONS),
                Query.of("{{state}}", Chosen.series(Activity.SESSIONS).now().sumBy("state"))));
    }

    static Chart transactions() {
        return Chart.of(Signal.of(
                "PostgreSQL transactions",
                "Transactions per second that were committed and rolled back. Rollbacks that rise with the error rate are the"
                        + " application's failures.",
                DisplayUnit.perSecond(Databases.COMMITS),
                Query.of(
                                "committed",
                                Chosen.series(Databases.COMMITS).rate(POINT).sum())
                        .coloured("green"),
                Query.of(
                                "rolled back",
                                Chosen.series(Databases.ROLLBACKS).rate(POINT).sum())
                        .coloured("orange")));
    }

    static Chart buffers() {
        Expression hit = Chosen.series(Databases.BLOCKS_HIT).rate(POINT).sum();
        Expression read = Chosen.series(Databases.BLOCKS_READ).rate(POINT).sum();
        return Chart.of(Signal.of(
                        "PostgreSQL buffer hits",
                        "Share of blocks found in shared_buffers. What is missing was read from the operating system, and perhaps from"
                                + " its cache. Below 95 % under load, look for a sequential scan or too small a cache.",
                        DisplayUnit.RATIO,
                        Query.of("hit ratio", hit.over(hit.plus(read))).coloured("green")))
                .upTo(1);
    }

    static Chart redisMemory() {
        return Chart.of(Signal.of(
                "Redis memory",
                "What Redis' data take, and what the process holds of the machine. A wide gap is fragmentation.",
                DisplayUnit.of(Memory.USED),
                Query.of("used", Chosen.series(Memory.USED).now().sum()).coloured("blue"),
                Query.of("resident", Chosen.series(Memory.RSS).now().sum()).coloured("purple")));
    }

    static Chart redisClients() {
        return Chart.of(Signal.of(
                "Redis clients",
                "Connected clients, replicas not counted. A steady rise is a connection leak.",
                DisplayUnit.of(Clients.CONNECTED),
                Query.of("connected", Chosen.series(Clients.CONNECTED).now().sum())
                        .coloured("blue")));
    }

    static Chart redisCommands() {
        Series calls = Chosen.series(CommandStats.CALLS);
        Expression frequent = calls.rate(PERIOD_AT_END).sumBy("cmd").top(8);
        return Chart.stacked(Signal.of(
                "Redis commands",
                "Commands per second, the eight most frequent of the period.",
                DisplayUnit.perSecond(CommandStats.CALLS),
                Query.of("{{cmd}}", calls.rate(POINT).sumBy("cmd").among(frequent, "cmd"))));
    }
}
