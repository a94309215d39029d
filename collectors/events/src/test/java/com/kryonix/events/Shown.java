package com.kryonix.events;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.events.table.EventTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tails show of some tables, under the keys that {@link ApiTable#query} gives SQL's: {@code name labels} for a
 * counter, a gauge and a histogram's count, {@code name:sum labels} and {@code name:0.5 labels} for its sum and buckets.
 */
record Shown(EventTails tails, List<EventTable> tables) {
    Map<String, Double> numbers() throws Exception {
        Map<String, Double> numbers = new TreeMap<>();
        for (EventTable table : tables) {
            TailSlot slot = tails.slot(table);
            for (Sample sample : slot == null ? List.<Sample>of() : slot.samples()) {
                put(sample, numbers);
            }
        }
        return numbers;
    }

    private static void put(Sample sample, Map<String, Double> numbers) {
        String name = sample.metric().name();
        String labels = " " + String.join(" ", sample.labelValues());
        if (sample instanceof Value value) {
            numbers.put(name + labels, value.value());
        } else if (sample instanceof HistogramValue histogram) {
            numbers.put(name + labels, (double) histogram.count());
            numbers.put(name + ":sum" + labels, histogram.sum());
            for (int i = 0; i < histogram.buckets().size() - 1; i++) {
                numbers.put(name + ":" + histogram.buckets().bound(i) + labels, (double) histogram.cumulativeCount(i));
            }
        }
    }

    double sum(String family) throws Exception {
        return numbers().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(family + " "))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    void await(String series, double value) throws Exception {
        Awaiting.until(
                () -> numbers().getOrDefault(series, -1.0) == value,
                () -> series + " is not " + value + ": " + numbers());
    }

    void awaitSum(String family, double value) throws Exception {
        Awaiting.until(() -> sum(family) == value, () -> family + " is not " + value + " in all: " + numbers());
    }
}
