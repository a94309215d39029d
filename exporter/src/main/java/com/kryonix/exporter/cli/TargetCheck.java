package com.kryonix.exporter.cli;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import com.kryonix.exporter.config.ScrapeConfig;
import com.kryonix.exporter.engine.Target;
import java.util.Optional;

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
        int working = 0;
        for (Collector<S> collector : target.catalogue().collectors()) {
            if (target.enabled().contains(collector.name()) && works(collector, facts, report)) {
                working++;
            }
        }
        report.fine(target.title() + ": " + working + " of "
                + target.catalogue().collectors().size() + " collectors work");
    }

    private boolean works(Collector<S> collector, Facts facts, CheckReport report) {
        String who = target.title() + ": collector " + collector.name() + ": ";
        Optional<String> unmet = collector.requirement().unmetBy(facts);
        if (unmet.isPresent()) {
            if (Remedy.exists(collector.requirement(), facts)) {
                report.trouble(who + unmet.get());
            } else {
                report.skipped(who + unmet.get());
            }
            return false;
        }
        try {
            collector.collect(target.source(), scrape());
            return true;
        } catch (Exception e) {
            report.trouble(target.source().explain(e).message());
            return false;
        }
    }

    private Scrape scrape() {
        return Scrape.within(scrapes.timeout());
    }
}
