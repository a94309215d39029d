package com.kryonix.events.table;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows a family counts: those for which all comparisons of one of its alternatives hold. A comparison with NULL
 * does not hold, as in SQL.
 *
 * @param text as its writer wrote it: the same text is the same condition; empty for every row
 */
public record Condition(String text, List<Alternative> alternatives) {
    /** Every row. */
    public static final Condition ALWAYS = new Condition("", List.of(new Alternative(List.of())));

    public Condition {
        alternatives = List.copyOf(alternatives);
    }

    /** Comparisons that must all hold. */
    public record Alternative(List<Comparison> comparisons) {
        public Alternative {
            comparisons = List.copyOf(comparisons);
        }
    }

    /**
     * What is asked of one column.
     *
     * @param sql the same for the server
     * @param texts with which the column's text is compared; none: it is read as a flag or a number
     */
    public record Comparison(Column column, String sql, Set<String> texts, Predicate<Row> holds) {
        public static Comparison isFlag(Column column, boolean wanted) {
            return new Comparison(column, column.quoted() + " = " + wanted, Set.of(), row -> row.is(column, wanted));
        }

        public static Comparison isOneOf(Column column, Set<String> texts, boolean wanted) {
            Set<String> some = Set.copyOf(texts);
            String list = some.stream().sorted().map(SqlName::literal).collect(Collectors.joining(", ", "(", ")"));
            return new Comparison(
                    column, column.quoted() + "::text" + (wanted ? " IN " : " NOT IN ") + list, some, row -> {
                        String text = row.text(column);
                        return text != null && some.contains(text) == wanted;
                    });
        }

        /** @param number a column of {@link Column.Type#TEST} */
        public static Comparison ofNumber(Column number) {
            return new Comparison(number, number.quoted() + " " + number.test(), Set.of(), row -> row.is(number, true));
        }
    }

    /** For each family of each row: by index, since an iterator would be garbage each time. */
    boolean holds(Row row) {
        if (text.isEmpty()) {
            return true;
        }
        for (int i = 0; i < alternatives.size(); i++) {
            if (all(alternatives.get(i).comparisons, row)) {
                return true;
            }
        }
        return false;
    }

    private static boolean all(List<Comparison> comparisons, Row row) {
        for (int i = 0; i < comparisons.size(); i++) {
            if (!comparisons.get(i).holds.test(row)) {
                return false;
            }
        }
        return true;
    }

    /** The same for the server's WHERE. */
    public String sql() {
        return alternatives.stream()
                .map(alternative -> alternative.comparisons.isEmpty()
                        ? "true"
                        : alternative.comparisons.stream().map(Comparison::sql).collect(Collectors.joining(" AND ")))
                .collect(Collectors.joining(" OR "));
    }

    /** Those of all alternatives. */
    public Stream<Comparison> comparisons() {
        return alternatives.stream().flatMap(alternative -> alternative.comparisons.stream());
    }

    List<Column> columns() {
        return comparisons().map(Comparison::column).distinct().toList();
    }

    /** What a checkpoint says of it; empty for {@link #ALWAYS}. */
    String shape() {
        return text.isEmpty() ? "" : " where " + text;
    }
}
