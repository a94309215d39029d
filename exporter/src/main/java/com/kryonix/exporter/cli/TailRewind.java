package com.kryonix.exporter.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts rows again. */
@Command(
        name = "rewind",
        mixinStandardHelpOptions = true,
        description =
                "Begin anew from a time on: the counters of an event table are set to 0, the rows that are there with that time "
                        + "or a later one are counted, and those to come. Prometheus sees a reset, then all these rows at once: "
                        + "rate() and increase() over that moment show them as if they had just happened. Rows that "
                        + "retention has dropped are not there to be counted.")
final class TailRewind implements Callable<Integer> {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String BEGINNING = "beginning";

    @Mixin
    private TailChoice tails = new TailChoice();

    @Mixin
    private Consent consent = new Consent();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            description =
                    "From which time on: 2026-11-24T00:00:00Z, one with another offset, a date alone for its midnight in UTC, or `beginning`. For a column without "
                            + "zone, as clocks showed it in events.time_zone, else in the server's zone.")
    private String to = BEGINNING;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Complaint {
        Instant time = time();
        tails.withOne((title, table, connection, target) -> {
            consent.obtain("Set the counters of " + table + " to 0 and count from " + to + " on?");
            TailChoice.stored(table, connection, target).rewind(time, consent.force());
            spec.commandLine()
                    .getOut()
                    .println(title + "the exporter counts from " + (time == null ? "the beginning" : time)
                            + " on, with counters at 0");
        });
        return CommandLine.ExitCode.OK;
    }

    private @Nullable Instant time() throws Complaint {
        if (to.equals(BEGINNING)) {
            return null;
        }
        try {
            Instant time = DATE.matcher(to).matches()
                    ? LocalDate.parse(to).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(to).toInstant();
            if (time.isAfter(Instant.now())) {
                throw Complaint.ofUser("--to " + to + " has not come yet");
            }
            return time;
        } catch (DateTimeException e) {
            throw Complaint.ofUser(
                    "--to " + to + " is no time; write one such as 2026-11-24T00:00:00Z, or " + BEGINNING);
        }
    }
}
