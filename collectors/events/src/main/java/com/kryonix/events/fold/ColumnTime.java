package com.kryonix.events.fold;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The time column's terms: how an instant, a parameter and a value of it look. */
public interface ColumnTime {
    /** A time that no row written at {@code instant} or later lies before, as far as the writers' zones are known. */
    long lowerBound(Instant instant);

    /** The same, in whatever zone its writer is. */
    long lowestBound(Instant instant);

    /** For {@code PreparedStatement.setObject}, of exactly the column's type. */
    Object parameter(long micros);

    /** The value in a column of a result; {@link TailState#NO_TIME} for NULL. */
    long read(ResultSet row, int column) throws SQLException;

    /** As a text that every setting of DateStyle reads the same. */
    String text(long micros);

    /** The column's type, as SQL names it. */
    String type();

    /** As a constant of exactly the column's type, for SQL. */
    default String literal(long micros) {
        return "'" + text(micros) + "'::" + type();
    }

    /** What a writer's clock shows at {@code instant}, in the first of the zones that are known. */
    long at(Instant instant);
}
