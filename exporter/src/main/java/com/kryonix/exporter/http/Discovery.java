package com.kryonix.exporter.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.kryonix.exporter.engine.Engine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code /sd}: the targets for Prometheus' {@code http_sd_configs}. Each is this exporter's address with the path and
 * parameter that make Prometheus scrape {@code /probe?target=NAME}, and the label {@code server} that tells it apart.
 */
final class Discovery implements Route {
    /** A host and port; anything else in the header is not passed on. */
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /** One entry of http_sd's answer. */
    record Group(List<String> targets, Map<String, String> labels) {}

    private final Engine engine;
    private final JsonMapper json = new JsonMapper();

    Discovery(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Reply answer(Request request) throws IOException {
        String self = self(request);
        List<Group> groups = engine.targetNames().stream()
                .map(name -> {
                    Map<String, String> labels = new LinkedHashMap<>();
                    labels.put("__metrics_path__", "/probe");
                    labels.put("__param_target", name);
                    labels.put("server", name);
                    return new Group(List.of(self), labels);
                })
                .toList();
        return Reply.of(200, Reply.JSON, json.writeValueAsString(groups) + "\n");
    }

    /** As the client called us, which works through port mappings, too; else the address it reached. */
    private static String self(Request request) {
        String host = request.header("Host");
        if (HOST.matcher(host).matches()) {
            return host;
        }
        InetSocketAddress local = request.local();
        String address = local.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + local.getPort();
    }
}
