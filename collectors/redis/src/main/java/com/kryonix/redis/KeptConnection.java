package com.kryonix.redis;

import com.kryonix.collector.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One TCP connection, kept from scrape to scrape, and the one round trip made over it. On a new connection that round
 * trip starts with AUTH and CLIENT SETNAME; nothing is sent besides, because every command a monitor sends is work,
 * and an error in the server's own counters where the server does not know it. Not safe for several threads.
 */
final class KeptConnection {
    /**
     * From 7.0 on INFO takes several sections, and leaves out latencystats, which costs the server a walk through a
     * histogram per command; INFO all is for older servers and for those whose version is not known yet.
     */
    private static final String[] SECTIONS = {"default", "commandstats"};

    private final RedisSettings settings;
    private @Nullable Connection connection;
    private @Nullable Version version;

    KeptConnection(RedisSettings settings) {
        this.settings = settings;
    }

    /** The server's answer to INFO; a kept connection that has died meanwhile is replaced once. */
    Info info(Deadline deadline) {
        boolean kept = connection != null;
        try {
            return pass(deadline);
        } catch (JedisConnectionException e) {
            close();
            if (!kept || RedisFailures.isTimeout(e)) {
                throw e;
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        try {
            return pass(deadline);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Info pass(Deadline deadline) {
        Connection open = connection;
        boolean authenticated = false;
        boolean fresh = open == null;
        if (open == null) {
            open = connect(deadline);
            connection = open;
            authenticated = authenticate(open);
            open.sendCommand(Command.CLIENT, "SETNAME", settings.clientName());
        }
        Version known = version;
        if (known != null && known.major() >= 7) {
            open.sendCommand(Command.INFO, SECTIONS);
        } else {
            open.sendCommand(Command.INFO, "all");
        }
        if (authenticated) {
            reply(open, deadline);
        }
        if (fresh) {
            named(open, deadline);
        }
        Info info = Info.parse(new String((byte[]) reply(open, deadline), StandardCharsets.UTF_8));
        version =
                info.section("server").text("redis_version").map(Version::parse).orElse(null);
        return info;
    }

    private Connection connect(Deadline deadline) {
        int remaining = deadline.remainingMillis();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .autoNegotiateProtocol(false)
                .connectionTimeoutMillis(
                        (int) Math.min(remaining, settings.connectTimeout().toMillis()))
                .socketTimeoutMillis(remaining)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        settings.tls().ifPresent(tls -> config.sslOptions(tls.options()));
        return new Connection(new HostAndPort(settings.host(), settings.port()), config.build());
    }

    private boolean authenticate(Connection open) {
        Optional<String> password = settings.password().get();
        password.ifPresent(secret -> settings.user()
                .ifPresentOrElse(
                        user -> open.sendCommand(Command.AUTH, user, secret),
                        () -> open.sendCommand(Command.AUTH, secret)));
        return password.isPresent();
    }

    /** A user who may not name its connection may still read INFO. */
    private static void named(Connection open, Deadline deadline) {
        try {
            reply(open, deadline);
        } catch (JedisDataException e) {
            if (!RedisFailures.isNoPermission(e)) {
                throw e;
            }
        }
    }

    private static Object reply(Connection open, Deadline deadline) {
        open.setSoTimeout(deadline.remainingMillis());
        return open.getOne();
    }

    /** The protocol's state is unknown after a failure: what comes next could be the last question's answer. */
    void close() {
        Connection open = connection;
        connection = null;
        version = null;
        if (open != null) {
            try {
                open.forceDisconnect();
            } catch (IOException alreadyGone) {
                // Nothing to be done for it.
            }
        }
    }
}
