package com.kryonix.events.fold;

import java.time.Instant;
import java.util.Map;

/**
 * What was seen of open transactions, before the snapshot: the other order would lose one that commits between.
 *
 * @param now the server's clock, read first
 * @param oldestWriter the start of the oldest transaction that holds a transaction id or is young; {@code now} if none
 * @param oldest the start of the oldest transaction at all; {@code now} if none
 * @param prepared when each prepared transaction was prepared; read last, because one that is prepared meanwhile is
 *     then in one of both
 */
public record Sighting(Instant now, Instant oldestWriter, Instant oldest, Map<String, Instant> prepared) {
    public Sighting {
        prepared = Map.copyOf(prepared);
    }
}
