package com.kryonix.demo.traffic;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the traffic runs on.
 *
 * @param shop the shop's own database role
 * @param writer the role that may only add events
 * @param redisUrl {@code redis://host:port}
 * @param seed the same seed gives the same plan
 * @param rate mean requests a second
 */
public record TrafficSettings(
        DataSource shop, DataSource writer, String redisUrl, long seed, double rate, Optional<Incident> incident) {}
