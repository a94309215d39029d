package com.kryonix.postgres.statements;

import com.kryonix.postgres.statements.Owner.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has statements: oids to names, names to series. Series go by name, so a database dropped and made again under
 * its name continues its series, and a renamed one begins new ones. First come, first kept: pairs beyond the limit
 * share one named {@code other}.
 */
final class Owners {
    private static final String OTHER = "other";
    /** The name of a role or database that is gone: its entries stay in the view until they are evicted. */
    private static final String DROPPED = "dropped";

    private final int limit;
    private final Map<List<String>, Owner> byName = new LinkedHashMap<>();
    private final Map<String, Database> databases = new LinkedHashMap<>();
    private final Map<Long, Owner> byOid = new HashMap<>();
    private Names names = new Names(Map.of(), Map.of());
    private int generation;

    /** Names by oid. */
    record Names(Map<Long, String> users, Map<Long, String> databases) {}

    Owners(int limit) {
        this.limit = limit;
    }

    /** Whether every owner in {@code snapshot} was looked up before. */
    boolean know(Snapshot snapshot) {
        for (int row = 0; row < snapshot.size(); row++) {
            if (!byOid.containsKey(snapshot.owner(row))) {
                return false;
            }
        }
        return true;
    }

    /** Takes the names of all roles and databases there are now; those without one are called {@code dropped}. */
    void learn(Names fresh) {
        if (!fresh.equals(names)) {
            names = fresh;
            byOid.clear();
            generation++;
        }
    }

    /** Another number after names changed: what was found by oid must be found again. */
    int generation() {
        return generation;
    }

    Owner of(long owner) {
        return byOid.computeIfAbsent(owner, this::named);
    }

    private Owner named(long owner) {
        String user = names.users().getOrDefault(Snapshot.userid(owner), DROPPED);
        String datname = names.databases().getOrDefault(Snapshot.dbid(owner), DROPPED);
        Owner known = byName.get(List.of(user, datname));
        if (known != null) {
            return known;
        }
        Database database = databases.get(datname);
        if (database == null) {
            database = databases.size() < limit
                    ? databases.computeIfAbsent(datname, Database::new)
                    : databases.computeIfAbsent(OTHER, Database::new);
        }
        if (byName.size() < limit) {
            Owner fresh = new Owner(user, database, datname);
            byName.put(List.of(user, datname), fresh);
            return fresh;
        }
        Database rest = databases.computeIfAbsent(OTHER, Database::new);
        return byName.computeIfAbsent(List.of(OTHER, OTHER), pair -> new Owner(OTHER, rest, OTHER));
    }

    Collection<Owner> all() {
        return byName.values();
    }

    Collection<Database> databases() {
        return databases.values();
    }
}
