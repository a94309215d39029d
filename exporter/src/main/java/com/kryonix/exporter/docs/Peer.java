package com.kryonix.exporter.docs;

import com.kryonix.collector.Alias;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An exporter whose users may come to us, with the names they know: {@code <exporter>.names} beside this class. */
enum Peer {
    POSTGRES_EXPORTER(
            Alias.POSTGRES_EXPORTER,
            "Names seen in 0.11.1 are what Debian 12's package answered, on PostgreSQL 15 with a replication slot and a"
                    + " receiver; those of 0.20 are from its source."),
    REDIS_EXPORTER(
            Alias.REDIS_EXPORTER,
            "Names seen in 1.45 are what Debian 12's package answered, on a Redis 7.0 primary and its replica, with the"
                    + " flags for keys, streams, clients and settings; those of 1.88 are from its source.");

    private final String exporter;
    private final String source;

    Peer(String exporter, String source) {
        this.exporter = exporter;
        this.source = source;
    }

    /** As {@code compatibility} in the configuration calls it. */
    String exporter() {
        return exporter;
    }

    /** Where the list of names is from. */
    String source() {
        return source;
    }

    /** Every family it has, by name. */
    List<PeerName> names() {
        String resource = exporter + ".names";
        try (InputStream file = Peer.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(PeerName::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
