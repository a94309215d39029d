package com.kryonix.events.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CountsTest {
    @Property
    void aKeyComesBackAsItWas(@ForAll long key) {
        assertThat(Counts.key(Counts.spread(key))).isEqualTo(key);
    }

    /** Of 300 endpoints, 5 methods and 8 statuses, in the 16,384 places that a HashMap then has. */
    @Test
    void keysOfSmallNumbersFallIntoDifferentPlaces() {
        Set<Integer> places = new TreeSet<>();
        for (long endpoint = 0; endpoint < 300; endpoint++) {
            for (long method = 0; method < 5; method++) {
                for (long status = 0; status < 8; status++) {
                    int hash = Long.hashCode(Counts.spread(endpoint << 32 | method << 16 | status));
                    places.add((hash ^ hash >>> 16) & 16_383);
                }
            }
        }
        assertThat(places).as("at random, they would have about 8,500").hasSizeGreaterThan(7_500);
    }
}
