package com.kryonix.bench.tailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU time of a process, from the kernel's per-thread run time (Linux: {@code /proc/PID/task/TID/schedstat}). */
final class Cpu {
    private Cpu() {}

    /** Seconds since its start, of all its threads that are still there. */
    static double seconds(long pid) throws IOException {
        long nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                nanos += nanos(thread.resolve("schedstat"));
            }
        }
        return nanos / 1e9;
    }

    private static long nanos(Path schedstat) throws IOException {
        try {
            List<String> words = List.of(Files.readString(schedstat).trim().split(" "));
            return Long.parseLong(words.get(0));
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** Resident memory, in bytes. */
    static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
