package com.kryonix.redis;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Failures as users meet them: what failed, on which target, what to do. Never the password, never a stack trace. */
final class RedisFailures {
    private final RedisSettings settings;

    RedisFailures(RedisSettings settings) {
        this.settings = settings;
    }

    /** An engine that gives a collection up at the deadline interrupts it. */
    static boolean isTimeout(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof SocketTimeoutException
                        || cause instanceof TimeoutException
                        || cause instanceof InterruptedException);
    }

    static boolean isNoPermission(Throwable failure) {
        return failure instanceof JedisDataException && text(failure).startsWith("NOPERM");
    }

    Failure explain(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof JedisDataException) {
                return refused(text(cause));
            }
            if (cause instanceof UncheckedIOException) {
                return of(
                        FailureKind.CONNECTION,
                        text(cause) + ": " + text(causes(cause).get(1)));
            }
        }
        if (isTimeout(failure)) {
            return of(
                    FailureKind.TIMEOUT,
                    "no answer in time: it hangs, runs a slow command (SLOWLOG GET), or the network drops packets");
        }
        return causes(failure).stream()
                .map(this::broken)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> of(
                        FailureKind.DEFECT,
                        "unexpected " + failure.getClass().getName() + "; please report it with the debug log"));
    }

    private Failure refused(String reply) {
        ErrorReplies.Meaning meaning =
                ErrorReplies.explain(firstLine(reply), settings.user().orElse("default"));
        return of(meaning.kind(), meaning.advice());
    }

    private Optional<Failure> broken(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return connection("no such host: check the name, and DNS on this machine");
        }
        if (cause instanceof NoRouteToHostException) {
            return connection("no route to it: check the network and firewalls");
        }
        if (cause instanceof ConnectException) {
            return connection(
                    "connection refused: is it running, is the port right, does it listen on this address (bind)?");
        }
        if (cause instanceof SSLException) {
            return connection(
                    "TLS failed: " + firstLine(text(cause))
                            + ": does that port speak TLS (tls-port), is its certificate for this host, is ca_file its authority?");
        }
        if (cause instanceof JedisConnectionException && text(cause).startsWith("Unknown reply")) {
            return connection("what answers there is no Redis: check host and port");
        }
        if (cause instanceof JedisConnectionException && text(cause).startsWith("Unexpected end of stream")) {
            return connection("it closed the connection: it is stopping or restarting, wants TLS (rediss://), or its "
                    + "timeout or maxclients is too small");
        }
        return cause instanceof SocketException
                ? connection(
                        "the connection broke: it is stopping or restarting, wants TLS (rediss://), or the network failed")
                : Optional.empty();
    }

    private Optional<Failure> connection(String what) {
        return Optional.of(of(FailureKind.CONNECTION, what));
    }

    private Failure of(FailureKind kind, String what) {
        return new Failure(kind, "redis " + settings.name() + " (" + settings.address() + "): " + what);
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 160 ? line.substring(0, 160) + "..." : line;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The failure, what caused it, and what either suppressed. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = failure; t != null && causes.size() < 20; t = t.getCause()) {
            causes.add(t);
            for (Throwable suppressed : t.getSuppressed()) {
                causes.add(suppressed);
            }
        }
        return causes;
    }
}
