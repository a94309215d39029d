package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.OneWay;
import com.kryonix.configuration.Setting;
import com.kryonix.redis.RedisSettings;
import com.kryonix.redis.RedisUrl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Redis server: where it is, as whom to connect, what to read of it. */
public record RedisTarget(
        @Setting("The target's name: in `server=\"…\"`, `/probe?target=…` and messages.")
        String name,

        @Setting(
                "`redis://user:password@host:port/database`, or `rediss://` for TLS, instead of the keys from host to user; "
                        + "its password is never shown.")
        @Nullable
        RedisUrl url,

        @Setting("Host name or address.") @Nullable String host,

        @Setting("Port; by default 6379.") @Nullable Integer port,

        @Setting("User to connect as (ACL); none: the default user.") @Nullable
        String user,

        @Setting("Its password; never shown.") @Nullable Secret password,

        @Setting("A file whose first line is the password; read again for each new connection.") @Nullable
        PasswordFile passwordFile,

        @Setting("Which collectors run.") CollectorChoice collectors) {

    public RedisTarget {
        name = TargetName.check("name", name == null ? "redis" : name);
        if (url != null) {
            OneWay.instead("url", "host", host, "port", port, "user", user);
        }
        if (url == null && host == null) {
            throw new InvalidSetting("", "neither url nor host; give one of the two");
        }
        OneWay.orElse("password", password, "password_file", passwordFile);
        if (url == null) {
            port = port == null ? 6379 : InvalidSetting.within("port", 1, 65535, port);
        }
        collectors = (collectors == null ? CollectorChoice.ALL : collectors).among("Redis", CollectorNames.redis());
    }

    /** How to connect. A password given beside the URL goes before the URL's own. */
    public RedisSettings settings() {
        RedisSettings settings = RedisSettings.of(name, url == null ? fromParts() : url);
        if (passwordFile != null) {
            return settings.withPassword(() -> Optional.of(passwordFile.read()));
        }
        return password == null ? settings : settings.withPassword(() -> Optional.of(password.reveal()));
    }

    private RedisUrl fromParts() {
        int known = port == null ? 0 : port;
        return new RedisUrl(false, Optional.ofNullable(user), Optional.empty(), String.valueOf(host), known, 0);
    }

    /**
     * The server behind {@code url}, everything else as it is by default.
     *
     * @throws IllegalArgumentException saying what is wrong with the URL, without quoting it
     */
    public static RedisTarget at(String name, String url) {
        return new RedisTarget(name, RedisUrl.parse(url), null, null, null, null, null, CollectorChoice.ALL);
    }
}
