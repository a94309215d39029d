package com.kryonix.exporter.docs;

import com.kryonix.collector.Kind;
import java.util.List;
import java.util.Locale;

/** Each family of the exporters that users come from, with ours, as Markdown. */
final class CompatibilityPage {
    private static final String INTRODUCTION = """
            # Names of postgres_exporter and redis_exporter

            For who brings dashboards and alerts along: every family of both exporters, and what stands for it here.

            - **same**: a family of ours has just this name.
            - **also**: this name stands beside the named family of ours, from the same value, while `compatibility` in the
              configuration lists its exporter (both are listed by default). Where the name allows it the type is the same;
              otherwise it is `untyped`, on which `rate()` works as on a counter.
            - **as**: not this name, but the named family says the same, in seconds, bytes or ratios.
            - **not yet**: the subject that is to bring it.
            - **never**: why.

            Both also give `process_*` and `go_*`. The exporter gives `process_cpu_seconds_total`, `process_start_time_seconds`,
            `process_open_fds`, `process_max_fds`, and on Linux `process_resident_memory_bytes` and
            `process_virtual_memory_bytes`, of itself; in the place of `go_*` there is `jvm_*`.
            """;

    /** So many that one line stands for all that are the same. */
    private static final String SETTINGS = "pg_settings_";

    private final GivenNames ours;
    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private CompatibilityPage(GivenNames ours) {
        this.ours = ours;
    }

    static String of(List<Chapter> chapters) {
        CompatibilityPage page = new CompatibilityPage(GivenNames.of(chapters));
        for (Peer peer : Peer.values()) {
            page.add(peer);
        }
        return page.page.toString();
    }

    private void add(Peer peer) {
        List<PeerName> names =
                peer.names().stream().map(name -> name.beside(ours)).toList();
        page.append("\n## ").append(peer.exporter()).append("\n\n");
        page.append(peer.source()).append("\n\n");
        page.append("Of ").append(names.size()).append(" names: ");
        page.append(count(names, PeerName.Answer.OURS)).append(" are given here, ");
        page.append(count(names, PeerName.Answer.AS)).append(" under another name, ");
        page.append(count(names, PeerName.Answer.LATER)).append(" not yet, ");
        page.append(count(names, PeerName.Answer.NEVER)).append(" never.\n\n");
        page.append("| name | type | seen in | here |\n| --- | --- | --- | --- |\n");
        List<PeerName> settings =
                names.stream().filter(CompatibilityPage::isSettingOfOurs).toList();
        if (!settings.isEmpty()) {
            page.append("| `")
                    .append(SETTINGS)
                    .append("*`: ")
                    .append(settings.size())
                    .append(" names");
            page.append(" | gauge | ").append(settings.get(0).seenIn()).append(" | same |\n");
        }
        names.stream().filter(name -> !isSettingOfOurs(name)).forEach(this::addRow);
    }

    private static long count(List<PeerName> names, PeerName.Answer answer) {
        return names.stream().filter(name -> name.answer() == answer).count();
    }

    private static boolean isSettingOfOurs(PeerName name) {
        return name.answer() == PeerName.Answer.OURS && name.name().startsWith(SETTINGS);
    }

    private void addRow(PeerName name) {
        page.append("| `")
                .append(name.name())
                .append("` | ")
                .append(name.type())
                .append(" | ");
        page.append(name.seenIn()).append(" | ").append(here(name)).append(" |\n");
    }

    private String here(PeerName name) {
        return switch (name.answer()) {
            case OURS -> ours.find(name.name()).map(given -> given(name, given)).orElse("missing");
            case AS -> "as `" + name.twin() + "`" + (name.note().isEmpty() ? "" : ": " + name.note());
            case LATER -> "not yet: " + name.remark();
            case NEVER -> "never: " + name.remark();
        };
    }

    private static String given(PeerName name, GivenNames.Given given) {
        String how = given.besides()
                .map(metric -> "also, beside `" + metric.name() + "`")
                .orElse("same");
        String type = exposed(given.kind());
        return type.equals(name.type()) ? how : how + " (" + type + ")";
    }

    /** The type as the text format says it. */
    private static String exposed(Kind kind) {
        return switch (kind) {
            case UNKNOWN -> "untyped";
            case INFO -> "gauge";
            case GAUGE_HISTOGRAM -> "histogram";
            case COUNTER, GAUGE, HISTOGRAM -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
