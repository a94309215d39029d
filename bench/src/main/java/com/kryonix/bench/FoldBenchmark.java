package com.kryonix.bench;

import com.kryonix.events.EventsCatalogue;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import com.kryonix.events.table.RowCounter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counting rows of {@code performance.api_metrics}, without the database that they come from: time a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FoldBenchmark {
    private static final int ROWS = 3000;
    /** More than are remembered, so that each must be made a route again. */
    private static final int IDS = 20_000;

    private static final int ENDPOINTS = 300;
    private static final EventTable TABLE = EventsCatalogue.table("api_metrics");

    private final List<Row> routes = new ApiRows(TABLE).of(ROWS, i -> "/api/v1/resources" + i % 100);
    private final List<Row> ids = new ApiRows(TABLE).of(IDS, i -> "/api/v1/users/" + i + "/orders?page=" + i);
    private final List<Row> newcomers = new ApiRows(TABLE).of(ENDPOINTS, i -> "/api/v1/resource" + i + "s");
    private final Counts counts = new Counts(TABLE);
    private final Admissions admissions = new Admissions(TABLE);

    /** Rows of series that exist, with endpoints that are known: nearly all rows are such. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Counts rowOfAKnownEndpoint() {
        return counted(routes, admissions, counts);
    }

    /** Rows of series that exist, with an id in the endpoint that was not seen lately. */
    @Benchmark
    @OperationsPerInvocation(IDS)
    public Counts rowWithANewIdInItsEndpoint() {
        return counted(ids, admissions, counts);
    }

    /** Rows that are the first of their endpoint: all their series begin. */
    @Benchmark
    @OperationsPerInvocation(ENDPOINTS)
    public Counts rowOfANewEndpoint() {
        return counted(newcomers, new Admissions(TABLE), new Counts(TABLE));
    }

    private static Counts counted(List<Row> rows, Admissions admissions, Counts into) {
        RowCounter counter = new RowCounter(TABLE, admissions);
        for (Row row : rows) {
            counter.add(row, into);
        }
        return into;
    }
}
