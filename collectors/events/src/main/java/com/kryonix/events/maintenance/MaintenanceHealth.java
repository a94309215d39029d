package com.kryonix.events.maintenance;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How the runs in the background went, table by table; nothing before the first one has ended, well or not. */
public final class MaintenanceHealth {
    private final Map<String, Boolean> succeeded = new TreeMap<>();
    private final Map<String, Instant> lastSuccess = new TreeMap<>();

    /** The last run maintained this table, or did not. */
    synchronized void ran(String table, boolean success, Instant at) {
        succeeded.put(table, success);
        if (success) {
            lastSuccess.put(table, at);
        }
    }

    /** Forgets the others: they are not there. */
    synchronized void keepOnly(Set<String> tables) {
        succeeded.keySet().retainAll(tables);
        lastSuccess.keySet().retainAll(tables);
    }

    /** By table. */
    public synchronized Map<String, Boolean> succeeded() {
        return Map.copyOf(succeeded);
    }

    /** When a run last maintained it, by table. */
    public synchronized Map<String, Instant> lastSuccess() {
        return Map.copyOf(lastSuccess);
    }
}
