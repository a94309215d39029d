package com.kryonix.dashboards;

import com.kryonix.dashboards.promql.Expression;
import java.util.List;
import java.util.Optional;

/** One rectangle of a dashboard. */
public sealed interface Panel {
    String title();

    String description();

    /** The number of the period, its target in the title and in its color, and how it changed since the period before. */
    record Card(Signal signal, String target, List<Limit> limits, Signal change, List<Limit> changeLimits)
            implements Panel {
        public Card {
            limits = List.copyOf(limits);
            changeLimits = List.copyOf(changeLimits);
        }

        @Override
        public String title() {
            return signal.title() + " · target " + target;
        }

        @Override
        public String description() {
            return signal.description();
        }
    }

    /**
     * A few numbers of the moment.
     *
     * @param upDown whether 1 is UP and 0 is DOWN
     */
    record State(Signal signal, List<Limit> limits, boolean upDown) implements Panel {
        public State {
            limits = List.copyOf(limits);
        }

        @Override
        public String title() {
            return signal.title();
        }

        @Override
        public String description() {
            return signal.description();
        }
    }

    /**
     * Curves over time.
     *
     * @param targets drawn as dashed lines
     */
    record Chart(Signal signal, boolean stacked, Optional<Double> max, List<Limit> targets) implements Panel {
        public Chart {
            targets = List.copyOf(targets);
        }

        public static Chart of(Signal signal) {
            return new Chart(signal, false, Optional.empty(), List.of());
        }

        public static Chart stacked(Signal signal) {
            return new Chart(signal, true, Optional.empty(), List.of());
        }

        public Chart withTargets(Limit... lines) {
            return new Chart(signal, stacked, max, List.of(lines));
        }

        public Chart upTo(double most) {
            return new Chart(signal, stacked, Optional.of(most), targets);
        }

        @Override
        public String title() {
            return signal.title();
        }

        @Override
        public String description() {
            return signal.description();
        }
    }

    /**
     * The greatest of something, one a line, ordered by the first column.
     *
     * @param labels its first columns, under the labels' own names
     * @param hidden labels that tell lines apart, but nobody reads
     */
    record Table(String title, String description, List<String> labels, List<String> hidden, List<Column> columns)
            implements Panel {
        public Table {
            labels = List.copyOf(labels);
            hidden = List.copyOf(hidden);
            columns = List.copyOf(columns);
        }

        /** A number as a column. Every column of a table has the same series. */
        public record Column(String header, DisplayUnit unit, Expression expression, List<Limit> limits) {
            public Column {
                limits = List.copyOf(limits);
            }

            public static Column of(String header, DisplayUnit unit, Expression expression) {
                return new Column(header, unit, expression, List.of());
            }

            public Column within(List<Limit> colors) {
                return new Column(header, unit, expression, colors);
            }
        }
    }
}
