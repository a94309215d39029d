package com.kryonix.events.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.servers.RealPostgres;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes one checkpoint file at the same time, as the command line does beside an exporter. */
class FileCheckpointsTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final int WRITERS = 4;
    private static final int ATTEMPTS = 50;

    private final Path folder;
    private final FileCheckpoints files;

    FileCheckpointsTest(@TempDir Path folder) {
        this.folder = folder;
        this.files = new FileCheckpoints(folder.resolve("state"));
    }

    private static Connection connect() throws Exception {
        return DriverManager.getConnection(SERVER.jdbcUrl("postgres"));
    }

    /** Each goes on from what is there, one byte longer. How often it was the one that did. */
    private int write() throws Exception {
        int written = 0;
        try (Connection connection = connect()) {
            for (int i = 0; i < ATTEMPTS; i++) {
                byte[] there = files.load(connection, "t");
                byte[] next = new byte[there == null ? 1 : there.length + 1];
                try {
                    written += files.save(connection, "t", there, next) ? 1 : 0;
                } catch (CheckpointTaken | CheckpointLocked another) {
                    // It tries again, from what that one wrote.
                }
            }
        }
        return written;
    }

    @Test
    void nothingThatWasSavedIsOverwrittenByWhoHasNotSeenIt() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                results.add(writers.submit(this::write));
            }
            int written = 0;
            for (Future<Integer> result : results) {
                written += result.get();
            }
            assertThat(written).isGreaterThanOrEqualTo(ATTEMPTS);
            assertThat(Files.size(folder.resolve("state.t"))).isEqualTo(written);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void whileAnotherHoldsTheLockNothingIsWrittenAndItIsNamed() throws Exception {
        try (Connection connection = connect()) {
            files.save(connection, "t", null, new byte[] {1});
            Path lock = folder.resolve("state.t.lock");
            try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
                assertThat(other.tryLock()).isNotNull();
                assertThatThrownBy(() -> files.save(connection, "t", new byte[] {1}, new byte[] {2}))
                        .isInstanceOf(CheckpointLocked.class)
                        .hasMessage("file " + lock + " is locked by another process");
            }
            assertThat(files.load(connection, "t")).containsExactly(1);
            files.save(connection, "t", new byte[] {1}, new byte[] {2});
            assertThat(files.load(connection, "t")).containsExactly(2);
        }
    }
}
