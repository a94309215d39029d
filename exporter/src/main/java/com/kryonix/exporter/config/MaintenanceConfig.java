package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import com.kryonix.events.maintenance.Retention;
import com.kryonix.events.table.EventTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code schema maintain} and {@code serve --maintain} do with the event tables. */
public record MaintenanceConfig(
        @Setting("For how long the platform's event tables keep their rows, except the alerts, which stay; `0s`: for "
                + "ever. Whole days go, none that an exporter with a checkpoint has not counted, and none of a table of "
                + "which no exporter has a checkpoint.")
        Duration keep,

        @Setting("Tables with another time, and tables of your own, which otherwise keep all rows.")
        List<RetentionConfig> tables,

        @Setting("How many days of partitions are made ahead.")
        Integer daysAhead) {
    static final MaintenanceConfig DEFAULT = new MaintenanceConfig(Duration.ofDays(30), List.of(), 7);

    public MaintenanceConfig {
        keep = keep == null ? Duration.ofDays(30) : RetentionConfig.check(keep);
        tables = tables == null ? List.of() : List.copyOf(tables);
        daysAhead = daysAhead == null ? 7 : InvalidSetting.within("days_ahead", 1, 366, daysAhead);
    }

    /** @throws InvalidSetting when a table is named that is not declared */
    List<Retention> retentions(List<EventTable> platform, List<EventTable> own) {
        Set<String> known = Stream.concat(platform.stream(), own.stream())
                .map(EventTable::toString)
                .collect(Collectors.toSet());
        for (RetentionConfig named : tables) {
            if (!known.contains(named.table())) {
                throw new InvalidSetting(
                        "maintenance.tables",
                        "no event table " + named.table() + " is declared; there are: "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        List<Retention> retentions = new ArrayList<>();
        String source = keep.equals(DEFAULT.keep) ? "default" : "events.maintenance.keep";
        for (EventTable table : platform) {
            retentions.add(
                    table.key() == null ? retention(table, keep, source) : retention(table, Duration.ZERO, "default"));
        }
        own.forEach(table -> retentions.add(retention(table, Duration.ZERO, "default")));
        return retentions;
    }

    private Retention retention(EventTable table, Duration otherwise, String source) {
        return tables.stream()
                .filter(named -> named.table().equals(table.toString()))
                .map(named -> new Retention(table, orForEver(named.keep()), "events.maintenance.tables"))
                .findFirst()
                .orElseGet(() -> new Retention(table, orForEver(otherwise), source));
    }

    private static @Nullable Duration orForEver(Duration keep) {
        return keep.isZero() ? null : keep;
    }
}
