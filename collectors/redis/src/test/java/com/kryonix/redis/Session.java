package com.kryonix.redis;

import com.kryonix.servers.RealRedis;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** What a test itself says to a server: any command, its reply as the driver gives it, bulk strings as text. */
public final class Session implements AutoCloseable {
    private final Connection connection;

    private Session(int port) {
        connection = new Connection(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .autoNegotiateProtocol(false)
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .build());
    }

    public static Session with(RealRedis redis) {
        return new Session(redis.port());
    }

    public Object say(String command, String... arguments) {
        connection.sendCommand(() -> command.getBytes(StandardCharsets.UTF_8), arguments);
        Object reply = connection.getOne();
        return reply instanceof byte[] bulk ? new String(bulk, StandardCharsets.UTF_8) : reply;
    }

    public Info info(String section) {
        return Info.parse((String) say("INFO", section));
    }

    /** A number of one of commandstats' rows; 0 when the command was never called. */
    public double calls(String command) {
        return info("commandstats").section("commandstats").lines().stream()
                .filter(line -> line.name().equals("cmdstat_" + command))
                .mapToDouble(line -> Section.row(line).number("calls").orElse(0))
                .sum();
    }

    @Override
    public void close() {
        connection.close();
    }
}
