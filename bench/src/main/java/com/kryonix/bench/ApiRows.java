package com.kryonix.bench;

import com.kryonix.events.table.Column;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Rows of {@code performance.api_metrics} as the tail reads them. */
final class ApiRows {
    private final EventTable table;
    private final Random random = new Random(1);

    ApiRows(EventTable table) {
        this.table = table;
    }

    /** @param endpoint of the i-th row */
    List<Row> of(int howMany, IntFunction<String> endpoint) {
        List<Row> rows = new ArrayList<>(howMany);
        for (int i = 0; i < howMany; i++) {
            rows.add(row(endpoint.apply(i), i));
        }
        return rows;
    }

    /** One in twenty fails. */
    private Row row(String endpoint, int i) {
        boolean success = i % 20 != 0;
        Row row = new Row(table.columns().size());
        row.set(column("endpoint"), endpoint);
        row.set(column("method"), i % 3 == 0 ? "POST" : "GET");
        row.set(column("status_code"), success ? 200 : 500);
        row.set(column("response_time"), (long) random.nextInt(2000));
        row.set(column("db_time"), (long) random.nextInt(500));
        row.set(column("response_size"), (long) random.nextInt(50_000));
        row.set(column("success"), success ? 1 : 0);
        if (!success) {
            row.set(column("error_type"), "timeout");
        }
        return row;
    }

    private Column column(String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
