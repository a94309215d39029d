package com.kryonix.redis;

import com.kryonix.collector.Scrape;
import java.net.SocketTimeoutException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** What remains of a scrape, as socket timeouts take it: 0 would mean "for ever" to them. */
record Deadline(Scrape scrape) {
    /** @throws JedisConnectionException when nothing remains */
    int remainingMillis() {
        long remaining = scrape.remaining().toMillis();
        if (remaining <= 0) {
            throw new JedisConnectionException(new SocketTimeoutException("the scrape's time is over"));
        }
        return (int) Math.min(remaining, Integer.MAX_VALUE);
    }
}
