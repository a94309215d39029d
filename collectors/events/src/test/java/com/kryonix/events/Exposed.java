package com.kryonix.events;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one scrape of the tails in a {@link TailProcess} found.
 *
 * @param folds so many that process has done
 * @param numbers every series' value under the keys of {@link ApiTable#numbers}; none while nothing is shown yet
 */
record Exposed(long folds, Map<String, Double> numbers) {
    void write(DataOutputStream out) throws IOException {
        out.writeLong(folds);
        out.writeInt(numbers.size());
        for (Map.Entry<String, Double> series : numbers.entrySet()) {
            out.writeUTF(series.getKey());
            out.writeDouble(series.getValue());
        }
    }

    /** @throws java.io.EOFException when the writer ends before it has written all of it */
    static Exposed read(DataInputStream in) throws IOException {
        long folds = in.readLong();
        Map<String, Double> numbers = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            numbers.put(in.readUTF(), in.readDouble());
        }
        return new Exposed(folds, numbers);
    }
}
