package com.kryonix.exporter.cli;

import com.kryonix.events.Audit;
import com.kryonix.events.StoredTail;
import com.kryonix.events.checkpoint.CheckpointRefused;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import com.kryonix.exporter.config.PostgresTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A line a tail; with {@code --audit}, a second one. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Say where each event table's checkpoint is, how old, who wrote it, how many rows it has counted and how far it "
                        + "is behind the server. Changes nothing.")
final class TailStatusCommand implements Callable<Integer> {
    @Mixin
    private TailChoice tails = new TailChoice();

    @Option(
            names = "--audit",
            description =
                    "Read and count the rows that the checkpoint is about once more, and say by how much the two differ, in all "
                            + "and in each series. It reads the whole table. Exit code 1 when rows were missed.")
    private boolean audit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private boolean missed;

    @Override
    public Integer call() throws Complaint {
        tails.withEach(this::report);
        return missed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void report(String title, EventTable table, TailConnection connection, PostgresTarget target)
            throws SQLException, IOException, TailUnavailable, TableReplaced, CheckpointRefused {
        PrintWriter out = spec.commandLine().getOut();
        if (!new Inspection(connection, null).exists(table)) {
            out.println(title + "there is no such table");
            return;
        }
        StoredTail tail = TailChoice.stored(table, connection, target);
        out.println(title + tail.status());
        if (audit) {
            Audit result = tail.audit();
            String said = result == null ? "nothing to compare yet" : said(result, table.key() != null);
            out.println(title + "audit: " + said);
        }
    }

    private String said(Audit audit, boolean keyed) {
        long more = audit.there() - audit.counted();
        String there = String.format(
                Locale.ROOT, "of the %,d rows counted, the table has %,d: ", audit.counted(), audit.there());
        if (keyed) {
            return there
                    + (more > 0
                            ? String.format(Locale.ROOT, "%,d more, written since the checkpoint or missed", more)
                            : fewer(more));
        }
        missed |= more > 0 || audit.differing().stream().anyMatch(series -> series.there() > series.counted());
        String inAll = more > 0 ? missed(more) : fewer(more);
        return there
                + inAll
                + (more == 0 && !audit.differing().isEmpty() ? " in the total" : "")
                + differing(audit.differing());
    }

    private static String fewer(long more) {
        return more == 0
                ? "no difference"
                : String.format(Locale.ROOT, "%,d fewer, deleted, dropped or updated after they were counted", -more);
    }

    private static String missed(long more) {
        return String.format(
                Locale.ROOT,
                "%,d more: rows that came later than events.late, or were changed by UPDATE; to count them, tail rewind",
                more);
    }

    private static String differing(List<Audit.Difference> differing) {
        if (differing.isEmpty()) {
            return "";
        }
        Audit.Difference first = differing.get(0);
        return String.format(
                Locale.ROOT,
                "; %,d series differ, such as %s: %s counted, %s in the table",
                differing.size(),
                first.series(),
                number(first.counted()),
                number(first.there()));
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
