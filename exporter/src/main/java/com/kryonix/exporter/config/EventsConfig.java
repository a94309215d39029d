package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.configuration.Durations;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import com.kryonix.events.TailSettings;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.events.table.EventTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the event tables ({@code performance.*}) are folded into counters. */
public record EventsConfig(
        @Setting("`auto`: when the tables exist; `true`: always, and a missing table is a failure; `false`: never.")
        Switch enabled,

        @Setting(
                "Which rows are counted at the very first start: those written from `now` on, or all from the `beginning`.")
        Start start,

        @Setting("Time between two folds; a fold adds the rows that are new to the counters.")
        Duration interval,

        @Setting("Time between two checkpoints; a stop writes one, too.")
        Duration checkpointInterval,

        @Setting("Greatest share of the time that a fold may take: after a long one, the next waits.")
        Double maxDuty,

        @Setting("How late a row may arrive behind its recorded_at and still be counted.")
        Duration late,

        @Setting("How far a writer's own clock may be off.") Duration skew,

        @Setting("Time zone in which writers filled a `recorded_at` that is a plain TIMESTAMP, such as "
                + "`Europe/Berlin`; none: rows of every zone are counted, those of the zones set for the server's log, "
                + "its databases and its roles at once, others about a minute later, and that pass of each minute reads "
                + "back 12 hours and more. A TIMESTAMPTZ needs none.")
        @Nullable
        ZoneId timeZone,

        @Setting("A file that keeps the counts over a restart, the table's name appended; none: table "
                + "performance.exporter_checkpoint keeps them, and where the exporter may not write there, as on a "
                + "standby, a file in the first of these folders that there can be: `$STATE_DIRECTORY`, "
                + "`$XDG_STATE_HOME/kryonix-exporter`, `~/.local/state/kryonix-exporter`, `kryonix-exporter` in the "
                + "folder for temporary files. One that is a link, belongs to another user or can be written by "
                + "others is refused.")
        @Nullable
        Path checkpointFile,

        @Setting(
                "Name of this exporter in the checkpoints; two exporters on one database need two. Under one name the later "
                        + "one counts, and the earlier one fails, saying so.")
        String instance,

        @Setting("The event tables.") TablesConfig tables,

        @Setting("What `schema maintain` and `serve --maintain` do.")
        MaintenanceConfig maintenance) {
    static final EventsConfig DEFAULT = of(TailSettings.defaults());

    /** What is left out is as the tails themselves have it by default. */
    public EventsConfig {
        TailSettings usual = TailSettings.defaults();
        enabled = enabled == null ? Switch.AUTO : enabled;
        start = start == null ? Start.NOW : start;
        interval = interval == null
                ? usual.pace().quick()
                : Durations.within("interval", Duration.ofMillis(100), Duration.ofHours(1), interval);
        checkpointInterval = checkpointInterval == null
                ? usual.pace().checkpoint()
                : Durations.within(
                        "checkpoint_interval", Duration.ofMillis(100), Duration.ofHours(1), checkpointInterval);
        maxDuty = maxDuty == null ? usual.pace().maxDuty() : maxDuty;
        late = late == null
                ? usual.tolerance().late()
                : Durations.within("late", Duration.ofSeconds(1), Duration.ofDays(1), late);
        skew = skew == null
                ? usual.tolerance().skew()
                : Durations.within("skew", Duration.ZERO, Duration.ofHours(1), skew);
        instance = instance == null ? usual.instance() : instance;
        if (!(maxDuty >= 0.001 && maxDuty <= 1)) {
            throw new InvalidSetting("max_duty", maxDuty + " is out of range; allowed: 0.001 to 1");
        }
        TargetName.check("instance", instance);
        tables = tables == null ? TablesConfig.DEFAULT : tables;
        maintenance = maintenance == null ? MaintenanceConfig.DEFAULT : maintenance;
        if (!maintenance.tables().isEmpty()) {
            maintenance.retentions(tables.platform(), tables.own());
        }
    }

    private static EventsConfig of(TailSettings usual) {
        return new EventsConfig(
                Switch.AUTO,
                Start.NOW,
                usual.pace().quick(),
                usual.pace().checkpoint(),
                usual.pace().maxDuty(),
                usual.tolerance().late(),
                usual.tolerance().skew(),
                usual.timeZone(),
                usual.checkpointFile(),
                usual.instance(),
                TablesConfig.DEFAULT,
                MaintenanceConfig.DEFAULT);
    }

    EventsConfig switchedOff() {
        return new EventsConfig(
                Switch.FALSE,
                start,
                interval,
                checkpointInterval,
                maxDuty,
                late,
                skew,
                timeZone,
                checkpointFile,
                instance,
                tables,
                maintenance);
    }

    /** Every table that is tailed: the platform's, then the user's own. */
    public List<EventTable> allTables() {
        return Stream.concat(tables.platform().stream(), tables.own().stream()).toList();
    }

    /** How the tails are to work. */
    public TailSettings settings() {
        TailSettings.Start first = start == Start.NOW ? TailSettings.Start.NOW : TailSettings.Start.BEGINNING;
        TailSettings.Pace pace = TailSettings.defaults().pace();
        TailSettings.Tolerance tolerance = TailSettings.defaults().tolerance();
        return new TailSettings(
                instance,
                first,
                new TailSettings.Pace(interval, pace.slow(), checkpointInterval, maxDuty),
                new TailSettings.Tolerance(skew, late, tolerance.margin(), tolerance.young(), tolerance.bornAtZero()),
                checkpointFile,
                timeZone);
    }

    /** What is to be maintained, and how. */
    public MaintenancePlan maintenancePlan() {
        return new MaintenancePlan(
                maintenance.retentions(tables.platform(), tables.own()),
                maintenance.daysAhead(),
                checkpointFile,
                timeZone);
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
