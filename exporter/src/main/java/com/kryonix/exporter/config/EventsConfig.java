package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.events.TailSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the event tables ({@code performance.*}) are folded into counters. */
public record EventsConfig(
        @Setting("`auto`: when the tables exist; `true`: always, and a missing table is an error; `false`: never.")
        Switch enabled,

        @Setting("Which rows the first fold counts: those written from `now` on, or all from the `beginning`.")
        Start start,

        @Setting("Time between two folds.") Duration interval,

        @Setting("Greatest share of the time that a fold may take: after a long one, the next waits.")
        Double maxDuty,

        @Setting("How late a row may arrive behind its recorded_at and still be counted.")
        Duration late,

        @Setting("How far a writer's own clock may be off.") Duration skew,

        @Setting("A file that keeps the counts over a restart; none: table performance.exporter_checkpoint keeps them.")
        @Nullable
        Path checkpointFile,

        @Setting("Name of this exporter in the checkpoint table; two exporters on one database need two.")
        String instance) {
    static final EventsConfig DEFAULT = new EventsConfig(
            Switch.AUTO,
            Start.NOW,
            Duration.ofSeconds(5),
            0.1,
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            null,
            "default");

    public EventsConfig {
        enabled = enabled == null ? Switch.AUTO : enabled;
        start = start == null ? Start.NOW : start;
        interval = interval == null
                ? Duration.ofSeconds(5)
                : Durations.within("interval", Duration.ofMillis(100), Duration.ofHours(1), interval);
        maxDuty = maxDuty == null ? 0.1 : maxDuty;
        late = late == null
                ? Duration.ofMinutes(1)
                : Durations.within("late", Duration.ofSeconds(1), Duration.ofDays(1), late);
        skew = skew == null
                ? Duration.ofSeconds(2)
                : Durations.within("skew", Duration.ZERO, Duration.ofHours(1), skew);
        instance = instance == null ? "default" : instance;
        if (!(maxDuty >= 0.001 && maxDuty <= 1)) {
            throw new InvalidSetting("max_duty", maxDuty + " is out of range; allowed: 0.001 to 1");
        }
        TargetName.check("instance", instance);
    }

    EventsConfig switchedOff() {
        return new EventsConfig(Switch.FALSE, start, interval, maxDuty, late, skew, checkpointFile, instance);
    }

    /** How the tails are to work. */
    public TailSettings settings() {
        TailSettings.Start first = start == Start.NOW ? TailSettings.Start.NOW : TailSettings.Start.BEGINNING;
        TailSettings.Pace pace = TailSettings.defaults().pace();
        TailSettings.Tolerance tolerance = TailSettings.defaults().tolerance();
        return new TailSettings(
                instance,
                first,
                new TailSettings.Pace(interval, pace.slow(), pace.checkpoint(), maxDuty),
                new TailSettings.Tolerance(skew, late, tolerance.margin(), tolerance.young(), tolerance.bornAtZero()),
                checkpointFile,
                TailSettings.defaults().timeZone());
    }

    /** Whether something is done. */
    public enum Switch {
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("true")
        TRUE,
        @JsonProperty("false")
        FALSE
    }

    /** Which rows the first fold counts. */
    public enum Start {
        @JsonProperty("now")
        NOW,
        @JsonProperty("beginning")
        BEGINNING
    }
}
