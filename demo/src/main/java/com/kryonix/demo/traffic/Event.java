package com.kryonix.demo.traffic;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One write to come, with its values in the order of the statement's parameters; NULL where nothing was measured. */
record Event(EventWrite write, List<@Nullable Object> values) {
    static Event of(EventWrite write, @Nullable Object... values) {
        return new Event(write, Collections.unmodifiableList(Arrays.asList(values)));
    }
}
