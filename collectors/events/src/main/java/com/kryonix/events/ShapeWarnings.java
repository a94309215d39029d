package com.kryonix.events;

import com.kryonix.events.reading.ShapeAdvice;
import com.kryonix.events.reading.TableShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of a table that can be tailed, but not well. */
final class ShapeWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ShapeWarnings.class);
    private static final int PERCENT = 100;

    private ShapeWarnings() {}

    static void log(TailTarget target, TableShape shape, TailSettings settings) {
        if (shape.index() == TableShape.Index.NONE) {
            LOG.warn(
                    "{}no index begins with {}, so each fold reads the whole table, at a lower rate: at most {} % of the time"
                            + " (events.max_duty); run {}",
                    target,
                    target.table().timeColumn(),
                    Math.round(settings.pace().maxDuty() * PERCENT),
                    ShapeAdvice.index(target.table(), shape));
        }
        ShapeAdvice.foreign(target.table(), shape).ifPresent(advice -> LOG.warn("{}{}", target, advice));
    }
}
