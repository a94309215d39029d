package com.kryonix.redis;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link Facts} as INFO tells them. */
final class ServerFacts {
    private ServerFacts() {}

    /**
     * Valkey reports the Redis version it is compatible with (7.2.4) as redis_version, and that is what decides which
     * commands it has; a Redis Sentinel has no role, and is no replica.
     */
    static Facts of(Info info, String user) {
        Version version =
                info.section("server").text("redis_version").map(Version::parse).orElse(Version.of(0, 0));
        boolean replica =
                info.section("replication").text("role").filter("slave"::equals).isPresent();
        return new Facts(version, !replica, modules(info), user, Set.of("info"));
    }

    /** {@code module:name=search,ver=20609,api=1,...}; by convention 20609 is 2.6.9. */
    private static Map<String, Version> modules(Info info) {
        Map<String, Version> modules = new HashMap<>();
        for (Section.Line line : info.section("modules").lines()) {
            Section row = Section.row(line);
            if (line.name().equals("module")) {
                row.text("name").ifPresent(name -> modules.put(name, version(row)));
            }
        }
        return modules;
    }

    private static Version version(Section module) {
        int number = (int) module.number("ver").orElse(0);
        return number >= 10_000 ? Version.of(number / 10_000, number / 100 % 100) : Version.of(number, 0);
    }
}
