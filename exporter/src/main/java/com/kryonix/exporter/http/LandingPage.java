package com.kryonix.exporter.http;

import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.engine.TargetState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** {@code /}: what this is, how its targets do, where to go. One page without anything from elsewhere. */
final class LandingPage implements Route {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Kryonix Performance Exporter</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem; }
            th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            nav a { margin-right: 1rem; }
            .bad { color: #d33; } .good { color: #2a2; } .mute { opacity: .65; }
            </style>
            </head>
            <body>
            """;
    private static final String LINKS = """
            <nav><a href="/metrics">/metrics</a> <a href="/sd">/sd</a> <a href="/config">/config</a>
            <a href="/-/healthy">/-/healthy</a> <a href="/-/ready">/-/ready</a></nav>
            """;

    private final Engine engine;
    private final String version;

    LandingPage(Engine engine, String version) {
        this.engine = engine;
        this.version = version;
    }

    @Override
    public Reply answer(Request request) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Kryonix Performance Exporter</h1>\n<p>Version ")
                .append(escaped(version))
                .append("</p>\n")
                .append(LINKS);
        engine.states().forEach(state -> target(state, page));
        page.append("</body>\n</html>\n");
        return Reply.of(200, Reply.HTML, page.toString())
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }

    private static void target(TargetState state, StringBuilder page) {
        String up = state.up().map(yes -> yes ? "up" : "down").orElse("not asked yet");
        String look = state.up().map(yes -> yes ? "good" : "bad").orElse("mute");
        page.append("<h2>%s %s <span class=\"%s\">%s</span></h2>\n"
                .formatted(escaped(state.kind()), escaped(state.name()), look, up));
        page.append("<p><a href=\"/probe?target=%s\">this target alone</a></p>\n".formatted(inUrl(state.name())));
        if (state.collectors().isEmpty()) {
            page.append(
                    "<p class=\"mute\">Its collectors run when /metrics is scraped, which nobody has done yet.</p>\n");
            return;
        }
        page.append("<table>\n<tr><th>Collector</th><th>Outcome</th><th>Series</th><th>Took</th><th>When</th></tr>\n");
        for (TargetState.CollectorState collector : state.collectors()) {
            collector(collector, page);
        }
        page.append("</table>\n");
    }

    private static void collector(TargetState.CollectorState collector, StringBuilder page) {
        String look = switch (collector.outcome()) {
            case "collected" -> "good";
            case "skipped" -> "mute";
            default -> "bad";
        };
        page.append("<tr><td>%s</td><td><span class=\"%s\">%s</span> %s</td>"
                .formatted(escaped(collector.name()), look, escaped(collector.outcome()), escaped(collector.detail())));
        page.append("<td class=\"number\">%d</td><td class=\"number\">%s</td><td>%s</td></tr>\n"
                .formatted(
                        collector.series(),
                        String.format(
                                Locale.ROOT, "%.1f ms", collector.duration().toNanos() / 1e6),
                        collector.at().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static String inUrl(String text) {
        return escaped(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
