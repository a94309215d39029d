package com.kryonix.exporter.config;

import org.jspecify.annotations.Nullable;

/** One PostgreSQL server: where it is, as whom to connect, what to read of it. */
public record PostgresTarget(
        @Setting("The target's name: in `server=\"…\"`, `/probe?target=…` and messages.")
        String name,

        @Setting("`postgresql://user:password@host:port/database?option=value` or `jdbc:postgresql:…`, instead of the "
                + "keys from host to password_file; never shown.")
        @Nullable
        Secret url,

        @Setting("Host name or address.") @Nullable String host,

        @Setting("Port.") @Nullable Integer port,

        @Setting("Database to connect to.") @Nullable String database,

        @Setting("User to connect as.") @Nullable String user,

        @Setting("Its password; never shown.") @Nullable Secret password,

        @Setting("A file whose first line is the password; read again for each new connection.") @Nullable
        PasswordFile passwordFile,

        @Setting("Connections kept for scrapes, at most.") Integer poolSize,

        @Setting("pg_stat_statements.") StatementsConfig statements,

        @Setting("Which collectors run.") CollectorChoice collectors,

        @Setting("The event tables, `performance.*`.") EventsConfig events) {
    private static final int POOL_SIZE = 3;

    public PostgresTarget {
        name = TargetName.check("name", name == null ? "postgres" : name);
        if (url != null) {
            OneWay.instead("url", "host", host, "port", port, "database", database, "user", user);
        }
        if (url == null && host == null) {
            throw new InvalidSetting("", "neither url nor host; give one of the two");
        }
        OneWay.orElse("password", password, "password_file", passwordFile);
        if (url == null) {
            port = port == null ? 5432 : InvalidSetting.within("port", 1, 65535, port);
            database = database == null ? "postgres" : database;
            user = user == null ? "postgres" : user;
        }
        poolSize = poolSize == null ? POOL_SIZE : InvalidSetting.within("pool_size", 1, 10, poolSize);
        statements = statements == null ? StatementsConfig.DEFAULT : statements;
        collectors = collectors == null ? CollectorChoice.ALL : collectors;
        events = events == null ? EventsConfig.DEFAULT : events;
    }

    /** The password to connect with now, where one is configured beside the URL. */
    public @Nullable String currentPassword() {
        if (passwordFile != null) {
            return passwordFile.read();
        }
        return password == null ? null : password.reveal();
    }

    /** The server behind {@code url}, everything else as it is by default. */
    public static PostgresTarget at(String name, String url) {
        return new PostgresTarget(
                name,
                new Secret(url),
                null,
                null,
                null,
                null,
                null,
                null,
                POOL_SIZE,
                StatementsConfig.DEFAULT,
                CollectorChoice.ALL,
                EventsConfig.DEFAULT);
    }
}
