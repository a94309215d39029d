package com.kryonix.bench.tailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time and memory of a process, from the kernel (Linux: proc(5)). */
final class Cpu {
    /** What the kernel counts times in for user space on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Where the user's and the system's time stand behind the name, which is in parentheses. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private Cpu() {}

    /** Seconds since its start of a process with one thread, by the nanosecond. */
    static double ofSingleThread(long pid) throws IOException {
        String nanos = Files.readString(Path.of("/proc", Long.toString(pid), "schedstat"));
        return Long.parseLong(nanos.substring(0, nanos.indexOf(' '))) / NANOS_PER_SECOND;
    }

    /** Seconds since its start of all threads, those that have ended, too, by the hundredth of a second. */
    static double ofAllThreads(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    }

    /** Resident memory, in bytes. */
    static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
