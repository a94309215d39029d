package com.kryonix.exporter.cli;

import com.kryonix.events.StoredTail;
import com.kryonix.events.TailBusy;
import com.kryonix.events.checkpoint.CheckpointRefused;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import com.kryonix.exporter.config.PostgresTarget;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which event table's tail a command works on. */
final class TailChoice {
    @Mixin
    private PostgresChoice postgres = new PostgresChoice();

    @Option(names = "--table", paramLabel = "NAME", description = "Which event table, such as api_metrics.")
    private @Nullable String table;

    /** What is done with one tail. */
    interface Work {
        void on(String title, EventTable table, TailConnection connection, PostgresTarget target)
                throws SQLException, IOException, TailUnavailable, TableReplaced, CheckpointRefused, TailBusy,
                        Complaint;
    }

    /** The table that is named. */
    void withOne(Work work) throws Complaint {
        if (table == null) {
            throw Complaint.ofUser("name a table with --table: "
                    + names(postgres.choose().events().allTables()));
        }
        withEach(work);
    }

    /** The table that is named, or all. */
    void withEach(Work work) throws Complaint {
        PostgresTarget target = postgres.choose();
        List<EventTable> chosen = chosen(target);
        try (HikariDataSource database = PostgresChoice.open(target);
                TailConnection connection = TailConnection.open(database)) {
            for (EventTable one : chosen) {
                String title = target.name() + ": " + one + ": ";
                try {
                    work.on(title, one, connection, target);
                } catch (IOException | TailUnavailable | TableReplaced | CheckpointRefused | TailBusy e) {
                    throw Complaint.ofServer(title + e.getMessage());
                }
            }
        } catch (SQLException e) {
            throw Complaint.ofServer(target.name() + ": " + firstLine(e));
        }
    }

    static StoredTail stored(EventTable table, TailConnection connection, PostgresTarget target)
            throws SQLException, IOException, TailUnavailable {
        return new StoredTail(connection, target.events().settings(), table);
    }

    private List<EventTable> chosen(PostgresTarget target) throws Complaint {
        List<EventTable> all = target.events().allTables();
        if (table == null) {
            return all;
        }
        List<EventTable> named = all.stream()
                .filter(one -> one.name().equals(table) || one.toString().equals(table))
                .toList();
        if (named.isEmpty()) {
            throw Complaint.ofUser("no event table \"" + table + "\"; there are: " + names(all));
        }
        return named;
    }

    private static String names(List<EventTable> tables) {
        return tables.stream().map(EventTable::name).collect(Collectors.joining(", "));
    }

    private static String firstLine(SQLException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("no connection");
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("28")
                ? line + " (check the address, the user and the password)"
                : line;
    }
}
