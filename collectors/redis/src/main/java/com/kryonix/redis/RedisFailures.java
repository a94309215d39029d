package com.kryonix.redis;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;

/** Failures as users meet them. */
final class RedisFailures {
    private final RedisSettings settings;

    RedisFailures(RedisSettings settings) {
        this.settings = settings;
    }

    static boolean isTimeout(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof java.net.SocketTimeoutException || t instanceof java.util.concurrent.TimeoutException) {
                return true;
            }
        }
        return false;
    }

    static boolean isNoPermission(Throwable e) {
        return e.getMessage() != null && e.getMessage().startsWith("NOPERM");
    }

    Failure explain(Throwable e) {
        return new Failure(FailureKind.CONNECTION, settings.name() + ": " + e.getMessage());
    }
}
