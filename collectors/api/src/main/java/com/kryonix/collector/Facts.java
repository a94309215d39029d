package com.kryonix.collector;

import java.util.Map;
import java.util.Set;

/**
 * What is known of a server before anything is collected from it.
 *
 * @param version the server's
 * @param primary false on a standby or replica
 * @param extensions those created in the database connected to (PostgreSQL) or modules loaded (Redis), with versions
 * @param user the name we are connected as
 * @param grants the roles (PostgreSQL) or commands (Redis) that this user may use, of those that collectors ask for
 */
public record Facts(
        Version version, boolean primary, Map<String, Version> extensions, String user, Set<String> grants) {
    public Facts {
        extensions = Map.copyOf(extensions);
        grants = Set.copyOf(grants);
    }
}
