package com.kryonix.events.reading;

import com.kryonix.events.fold.Triple;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time, and the first transaction whose rows in it no quick pass has counted.
 *
 * @param first its first microsecond
 * @param last its last one
 */
record Stretch(long first, long last, long xid) {
    /**
     * All time from {@code from} on. A pass did not see what lay before its bound; so of a row that lies before the bounds
     * of several, the earliest of them decides, and of one that lies before none, the horizon. Not more than there are
     * passes, however their bounds jump: one that lies before an earlier one's adds nothing.
     *
     * @param triples in the order of their transactions
     */
    static List<Stretch> ofUnseen(long from, long horizon, List<Triple> triples) {
        List<Stretch> stretches = new ArrayList<>();
        long reached = from;
        for (Triple triple : triples) {
            if (triple.bound() > reached) {
                stretches.add(new Stretch(reached, triple.bound() - 1, triple.from()));
                reached = triple.bound();
            }
        }
        stretches.add(new Stretch(reached, Long.MAX_VALUE, horizon));
        return stretches;
    }
}
