package com.kryonix.events.maintenance;

import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.rollup.RollUp;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the roll-ups of a table's declarations do before days of it go.
 *
 * @param declarations all that are known
 * @param readers all that there are: a declaration that is not known here rolls up, too
 */
record BeforeDaysGo(
        TailConnection connection, List<DeclaredTable> declarations, List<Readers.Reader> readers, boolean rehearsal) {
    private static final String REMEMBER = "UPDATE performance.rollup_progress"
            + " SET dropped_before = greatest(dropped_before, ?) WHERE tail = ANY (?)";

    /**
     * Rows that came more than a day late are rolled up at last. Without an index that sorts, a look takes too long.
     *
     * @return a line for each day that had some
     */
    List<String> lookOnceMore(long before) throws SQLException, TableReplaced {
        List<String> lines = new ArrayList<>();
        DayPartitions partitions = new DayPartitions(connection.jdbc());
        for (DeclaredTable each : declarations) {
            if (each.table().key() == null && each.shape().index() == TableShape.Index.SORTS && hasRollUps()) {
                lines.addAll(RollUp.recount(
                        connection,
                        each.table(),
                        each.shape(),
                        before,
                        partitions.whole(each.shape().oid(), each.table().relation()),
                        false,
                        rehearsal));
            }
        }
        return lines;
    }

    /** Should a roll-up ever begin anew, it leaves the days alone that it cannot count again. */
    void remember(long before) throws SQLException {
        if (rehearsal || !hasRollUps()) {
            return;
        }
        Object[] tails = readers.stream()
                .filter(reader -> !reader.isExporter())
                .map(Readers.Reader::tail)
                .toArray();
        try (PreparedStatement statement = connection.jdbc().prepareStatement(REMEMBER + TailConnection.MARK)) {
            statement.setObject(1, new ZonedTime().parameter(before));
            statement.setArray(2, connection.jdbc().createArrayOf("text", tails));
            statement.execute();
        }
    }

    private boolean hasRollUps() throws SQLException {
        return connection.has("performance.rollup_progress");
    }
}
