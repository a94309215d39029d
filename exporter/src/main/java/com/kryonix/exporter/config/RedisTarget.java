package com.kryonix.exporter.config;

import org.jspecify.annotations.Nullable;

/** One Redis server: where it is, as whom to connect, what to read of it. */
public record RedisTarget(
        @Setting("The target's name: in `server=\"…\"`, `/probe?target=…` and messages.")
        String name,

        @Setting("`redis://user:password@host:port/database`, or `rediss://` for TLS, instead of the keys from host to "
                + "password_file; never shown.")
        @Nullable
        Secret url,

        @Setting("Host name or address.") @Nullable String host,

        @Setting("Port.") @Nullable Integer port,

        @Setting("Number of the database to connect to; the figures cover all of them.") @Nullable
        Integer database,

        @Setting("User to connect as (ACL); none: the default user.") @Nullable
        String user,

        @Setting("Its password; never shown.") @Nullable Secret password,

        @Setting("A file whose first line is the password; read again for each new connection.") @Nullable
        PasswordFile passwordFile,

        @Setting("Which collectors run.") CollectorChoice collectors) {

    public RedisTarget {
        name = TargetName.check("name", name == null ? "redis" : name);
        if (url != null) {
            OneWay.instead("url", "host", host, "port", port, "database", database, "user", user);
        }
        if (url == null && host == null) {
            throw new InvalidSetting("", "neither url nor host; give one of the two");
        }
        OneWay.orElse("password", password, "password_file", passwordFile);
        if (url == null) {
            port = port == null ? 6379 : InvalidSetting.within("port", 1, 65535, port);
            database = database == null ? 0 : InvalidSetting.within("database", 0, 1_000_000, database);
        }
        collectors = collectors == null ? CollectorChoice.ALL : collectors;
    }

    /** The password to connect with now, where one is configured beside the URL. */
    public @Nullable String currentPassword() {
        if (passwordFile != null) {
            return passwordFile.read();
        }
        return password == null ? null : password.reveal();
    }

    /** The server behind {@code url}, everything else as it is by default. */
    public static RedisTarget at(String name, String url) {
        return new RedisTarget(name, new Secret(url), null, null, null, null, null, null, CollectorChoice.ALL);
    }
}
