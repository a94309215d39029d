package com.kryonix.redis;

import com.kryonix.collector.Version;
import com.kryonix.servers.RealRedis;

/** The real servers that tests run on: embedded-redis brings 6.2, and Debian 12 has 7.0. */
public enum TestedRedis {
    REDIS_62(6, 2),
    REDIS_70(7, 0);

    private final int major;
    private final int minor;

    TestedRedis(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    /** Not started yet. */
    public RealRedis server() {
        return this == REDIS_62
                ? RealRedis.embedded()
                : RealRedis.installed()
                        .orElseThrow(() -> new AssertionError("no redis-server: bin/install-tools installs it"));
    }

    public RealRedis start() {
        return server().start();
    }

    public Version version() {
        return Version.of(major, minor);
    }

    /** As golden files are named. */
    public String shortName() {
        return "redis" + major + minor;
    }

    /** commandstats' row for a subcommand of CLIENT: its own since 7.0. */
    String client(String subcommand) {
        return this == REDIS_62 ? "cmdstat_client" : "cmdstat_client|" + subcommand;
    }
}
