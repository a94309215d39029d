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
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows a {@code COPY} reads. It takes no parameters, and with the numbers in its text each fold would be a
 * statement of its own in pg_stat_statements, which drops the application's when it is full. So the numbers are in settings of
 * the transaction, and the text is the same for a day, or a month where it is long ago: that stands in it, because the
 * planner leaves out partitions only by constants.
 */
final class Selection {
    private static final String SETTING = "kryonix.rows_";

    private final String column;
    private final ColumnTime terms;
    private final boolean sorted;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

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

    private static String array(List<String> values) {
        return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(",", "{", "}"));
    }

    private String setting(String value, String type) {
        values.add(value);
        return "current_setting('" + SETTING + values.size() + "')::" + type;
    }

    /** Sets what the condition refers to, until the transaction ends or another selection does. */
    void set(Connection connection) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 1; i <= values.size(); i++) {
            sql.append(i == 1 ? "" : ", ")
                    .append("set_config('")
                    .append(SETTING)
                    .append(i)
                    .append("', ?, true)");
        }
        try (PreparedStatement statement = connection.prepareStatement(sql + TailConnection.MARK)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            statement.execute();
        }
    }

    /** The condition, as SQL. */
    String condition() {
        return String.join(" AND ", conditions);
    }
}
