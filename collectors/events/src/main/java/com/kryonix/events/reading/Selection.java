package com.kryonix.events.reading;

import com.kryonix.events.fold.ColumnTime;
import com.kryonix.events.fold.PostgresTime;
import com.kryonix.events.fold.Triple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which rows a {@code COPY} reads. It takes no parameters, and with the numbers in its text each fold would be a
 * statement of its own in pg_stat_statements, which drops the application's when it is full. So the numbers are in settings of
 * the transaction, and the text is the same for a day, or a month where it is long ago: that stands in it, because the
 * planner leaves out partitions only by constants.
 */
final class Selection {
    private static final String SETTING = "kryonix.rows_";

    /** No table is called so, of whose columns it would speak then. */
    private static final String STRETCH = "kryonix_stretch";

    private final String column;
    private final ColumnTime terms;
    private final boolean sorted;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String stretches = "";

    /**
     * @param column the time column, quoted
     * @param sorted whether an index finds the rows exactly; without it, a condition is asked for each row
     */
    Selection(String column, ColumnTime terms, boolean sorted) {
        this.column = column;
        this.terms = terms;
        this.sorted = sorted;
    }

    /** Rows from a time on. */
    Selection from(long time) {
        conditions.add(column + " >= " + terms.literal(PostgresTime.roughlyBefore(time, Instant.now())));
        conditions.add(column + " >= " + bound(time));
        return this;
    }

    /** Rows before a time. */
    Selection before(long time) {
        conditions.add(column + " < " + terms.literal(PostgresTime.roughlyAfter(time, Instant.now())));
        conditions.add(column + " < " + bound(time));
        return this;
    }

    /** For its estimate the planner evaluates a setting, but not a subquery; which is evaluated only once. */
    private String bound(long time) {
        String setting = setting(terms.text(time), terms.type());
        return sorted ? setting : "(SELECT " + setting + ")";
    }

    /** Rows without a time. */
    Selection withoutTime() {
        conditions.add(column + " IS NULL");
        return this;
    }

    /** Rows of a transaction and later ones. */
    Selection since(long xid) {
        conditions.add("age(xmin) <= (SELECT age(" + setting(Long.toString(Ages.lower(xid)), "xid") + "))");
        return this;
    }

    /**
     * Rows of transactions from {@code horizon} on, and those that lay behind the bound of the pass that settled their
     * transaction: each row's age is looked up among those of the horizon and of the passes, the latest first.
     */
    Selection unseen(long horizon, List<Triple> triples) {
        List<Triple> latestFirst = new ArrayList<>(triples);
        Collections.reverse(latestFirst);
        List<String> xids = new ArrayList<>(List.of(Long.toString(Ages.lower(horizon))));
        List<String> bounds = new ArrayList<>();
        for (Triple triple : latestFirst) {
            xids.add(Long.toString(Ages.lower(triple.from())));
            bounds.add(terms.text(triple.bound()));
        }
        bounds.add("-infinity");
        String ages = "(SELECT array_agg(1 + least(age(xid), 2147483646) ORDER BY place) FROM unnest("
                + setting(array(xids), "xid[]") + ") WITH ORDINALITY ages (xid, place))";
        String bound = "(SELECT " + setting(array(bounds), terms.type() + "[]") + ")";
        conditions.add("(age(xmin) < (" + ages + ")[1] OR " + column + " < (" + bound + ")[width_bucket(age(xmin), "
                + ages + ")])");
        return this;
    }

    /**
     * Rows in these stretches of time, of the transactions that each names and later ones. An index finds each stretch, so of a
     * row that is not wanted nothing is looked at but its transaction.
     */
    Selection within(List<Stretch> wanted) {
        stretches = "(SELECT first, last, age(xid) AS oldest FROM unnest("
                + setting(array(wanted, stretch -> terms.text(stretch.first())), terms.type() + "[]") + ", "
                + setting(array(wanted, stretch -> terms.text(stretch.last())), terms.type() + "[]") + ", "
                + setting(array(wanted, stretch -> Long.toString(Ages.lower(stretch.xid()))), "xid[]")
                + ") AS stretches (first, last, xid) OFFSET 0) AS " + STRETCH;
        conditions.add(column + " BETWEEN " + STRETCH + ".first AND " + STRETCH + ".last");
        conditions.add("age(xmin) <= " + STRETCH + ".oldest");
        // The planner knows no stretch, and takes each for a part of the table that it may rather read whole, each
        // time.
        settings.put("enable_seqscan", "off");
        return this;
    }

    private static String array(List<Stretch> stretches, Function<Stretch, String> text) {
        return array(stretches.stream().map(text).toList());
    }

    private static String array(List<String> values) {
        return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(",", "{", "}"));
    }

    private String setting(String value, String type) {
        String name = SETTING + (settings.size() + 1);
        settings.put(name, value);
        return "current_setting('" + name + "')::" + type;
    }

    /** Sets what the condition refers to, until the transaction ends or another selection does. */
    void set(Connection connection) throws SQLException {
        if (settings.isEmpty()) {
            return;
        }
        String sql = settings.keySet().stream()
                .map(name -> "set_config('" + name + "', ?, true)")
                .collect(Collectors.joining(", ", "SELECT ", TailConnection.MARK));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (String value : settings.values()) {
                statement.setString(at++, value);
            }
            statement.execute();
        }
    }

    /** The condition on a row, as SQL; not of {@link #within}, which is one on two relations. */
    String condition() {
        return String.join(" AND ", conditions);
    }

    /** The query for these columns of the rows, behind the time column. */
    String query(String columns, String relation) {
        String rows = "SELECT " + column + columns + " FROM " + relation + " WHERE " + condition();
        return stretches.isEmpty()
                ? rows
                : "SELECT wanted.* FROM " + stretches + ", LATERAL (" + rows + " OFFSET 0) AS wanted";
    }
}
