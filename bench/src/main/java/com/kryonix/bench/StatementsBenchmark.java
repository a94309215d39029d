package com.kryonix.bench;

import com.kryonix.collector.Reading;
import com.kryonix.collector.Scrape;
import com.kryonix.postgres.statements.StatementsCollector;
import com.kryonix.postgres.statements.StatementsOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * pg_stat_statements on a real server, entry by entry over the wire, into the accumulator, and out as samples of the
 * top 100. Beside it what the server takes to go through its entries alone: what no exporter can save.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatementsBenchmark {
    @Param({"500", "5000"})
    int entries;

    private final StatementsView view = new StatementsView();
    private final StatementsCollector collector = new StatementsCollector(StatementsOptions.DEFAULTS, true);

    @Setup
    public void fill() throws SQLException {
        view.fill(entries);
    }

    @TearDown
    public void end() {
        view.close();
    }

    @Benchmark
    public Reading collect() throws Exception {
        return collector.collect(view.server(), soon());
    }

    @Benchmark
    public int serverAlone() throws Exception {
        return view.server().read(soon(), handle -> StatementsView.entries(handle.getConnection()));
    }

    private static Scrape soon() {
        return Scrape.within(Duration.ofSeconds(20));
    }
}
