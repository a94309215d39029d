package com.kryonix.exporter.cli;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import com.kryonix.exporter.config.ScrapeConfig;
import com.kryonix.exporter.engine.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One target: can it be reached, does each collector apply, and does it work. */
final class TargetCheck<S extends Source> {
    private final Target<S> target;
    private final ScrapeConfig scrapes;

    private TargetCheck(Target<S> target, ScrapeConfig scrapes) {
        this.target = target;
        this.scrapes = scrapes;
    }

    static <S extends Source> TargetCheck<S> of(Target<S> target, ScrapeConfig scrapes) {
        return new TargetCheck<>(target, scrapes);
    }

    void report(CheckReport report) {
        Facts facts;
        try {
            facts = target.source().facts(scrape());
        } catch (Exception e) {
            report.trouble(target.source().explain(e).message());
            return;
        }
        report.fine(target.title() + ": version " + facts.version() + (facts.primary() ? "" : ", a standby")
                + ", connected as " + facts.user());
        Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
        for (Collector<S> collector : target.catalogue().collectors()) {
            Finding finding =
                    target.enabled().contains(collector.name()) ? find(collector, facts, report) : Finding.SWITCHED_OFF;
            findings.merge(finding, 1, Integer::sum);
        }
        report.fine(target.title() + ": "
                + findings.entrySet().stream()
                        .map(each -> each.getKey().said(each.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** What was found of a collector; in the order in which it is said. */
    private enum Finding {
        WORKS("collector works", "collectors work"),
        FAILS("does not work", "do not work"),
        NOT_HERE("does not apply here", "do not apply here"),
        SWITCHED_OFF("is switched off", "are switched off");

        private final String one;
        private final String several;

        Finding(String one, String several) {
            this.one = one;
            this.several = several;
        }

        String said(int count) {
            return count + " " + (count == 1 ? one : several);
        }
    }

    private Finding find(Collector<S> collector, Facts facts, CheckReport report) {
        String who = target.title() + ": collector " + collector.name() + ": ";
        Optional<String> unmet = collector.requirement().unmetBy(facts);
        if (unmet.isPresent()) {
            if (Remedy.exists(collector.requirement(), facts)) {
                report.trouble(who + unmet.get());
                return Finding.FAILS;
            }
            report.skipped(who + unmet.get());
            return Finding.NOT_HERE;
        }
        try {
            collector.collect(target.source(), scrape());
            return Finding.WORKS;
        } catch (Exception e) {
            report.trouble(target.source().explain(e).message());
            return Finding.FAILS;
        }
    }

    private Scrape scrape() {
        return Scrape.within(scrapes.timeout());
    }
}
