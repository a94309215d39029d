package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.OneWay;
import com.kryonix.configuration.Setting;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server: where it is, as whom to connect, what to read of it. */
public record PostgresTarget(
        @Setting("The target's name: in `server=\"…\"`, `/probe?target=…` and messages.")
        String name,

        @Setting("`postgresql://user:password@host:port/database?option=value` or `jdbc:postgresql:…`, instead of the "
                + "keys from host to user; its password is never shown.")
        @Nullable
        PostgresUrl url,

        @Setting("Host name or address; the port, the database and the user go with it.") @Nullable
        String host,

        @Setting("Port; by default 5432.") @Nullable Integer port,

        @Setting("Database to connect to; by default postgres.") @Nullable
        String database,

        @Setting("User to connect as; by default postgres.") @Nullable
        String user,

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
        events = events == null ? EventsConfig.DEFAULT : events;
        collectors = (collectors == null ? CollectorChoice.ALL : collectors)
                .among("PostgreSQL", CollectorNames.postgres(events.allTables()));
    }

    /** This target, its event tables left alone. */
    PostgresTarget withoutEvents() {
        return new PostgresTarget(
                name,
                url,
                host,
                port,
                database,
                user,
                password,
                passwordFile,
                poolSize,
                statements,
                collectors,
                events.switchedOff());
    }

    /** How to connect. A password given beside the URL goes before the URL's own. */
    public PostgresSettings settings() {
        PostgresUrl place = url == null ? fromParts() : url;
        PostgresSettings settings = PostgresSettings.of(name, place).withPoolSize(poolSize);
        if (passwordFile != null) {
            return settings.withPassword(passwordFile::read);
        }
        return password == null ? settings : settings.withPassword(password::reveal);
    }

    private PostgresUrl fromParts() {
        String address = String.valueOf(host);
        String bracketed = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        return new PostgresUrl(
                List.of(bracketed + ":" + port), String.valueOf(database), String.valueOf(user), null, Map.of());
    }

    /**
     * The server behind {@code url}, everything else as it is by default.
     *
     * @throws IllegalArgumentException saying what is wrong with the URL, without quoting it
     */
    public static PostgresTarget at(String name, String url) {
        return new PostgresTarget(
                name,
                PostgresUrl.parse(url),
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
