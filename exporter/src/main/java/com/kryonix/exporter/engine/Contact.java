package com.kryonix.exporter.engine;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;

/** What came of asking a server who it is. */
sealed interface Contact {
    record Made(Facts facts) implements Contact {}

    record Refused(Failure failure, Throwable cause) implements Contact {}
}
