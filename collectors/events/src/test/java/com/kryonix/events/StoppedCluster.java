package com.kryonix.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A cleanly stopped cluster's data folder, of which the next transaction id is changed as pg_resetwal would: in
 * pg_control (src/include/catalog/pg_control.h), and in the checkpoint of the shutdown, the last record of the log
 * (src/include/access/xlogrecord.h).
 */
final class StoppedCluster {
    private static final int CHECKPOINT_LOCATION = 32;
    private static final int CHECKPOINT_COPY = 40;
    private static final int TIMELINE = CHECKPOINT_COPY + 8;
    private static final int NEXT_ID = 24;

    private static final int RECORD_HEADER = 24;
    private static final int RECORD_CRC = 20;
    /** Before the data of a short record: a mark and its length. */
    private static final int DATA_HEADER = 2;

    private static final int PAGE = 8192;
    private static final int SEGMENT = 16 << 20;
    private static final int STATUS_FILE = 32 * PAGE;
    private static final int IDS_IN_A_STATUS_FILE = STATUS_FILE * 4;

    private final Path data;

    StoppedCluster(Path data) {
        this.data = data;
    }

    /** Whether the checkpoint that it ended with can be changed here: now and then its record is on two pages of the log. */
    boolean isCheckpointOnOnePage() throws IOException {
        ByteBuffer control = read(data.resolve("global/pg_control"));
        long location = control.getLong(CHECKPOINT_LOCATION);
        int length = read(segmentFile(location, control.getInt(TIMELINE))).getInt((int) (location % SEGMENT));
        return location % PAGE + length <= PAGE;
    }

    /** And makes the file in which that transaction's end is to be noted. */
    void skipTo(long next) throws IOException {
        Path controlFile = data.resolve("global/pg_control");
        ByteBuffer control = read(controlFile);
        int crc = crcPlace(control);
        changeCheckpoint(control.getLong(CHECKPOINT_LOCATION), control.getInt(TIMELINE), next);
        control.putLong(CHECKPOINT_COPY + NEXT_ID, next);
        control.putInt(crc, crc(control, 0, crc, new CRC32C()));
        write(controlFile, control);
        String file = "%04X".formatted((next & 0xFFFF_FFFFL) / IDS_IN_A_STATUS_FILE);
        Files.write(data.resolve("pg_xact").resolve(file), new byte[STATUS_FILE]);
    }

    private void changeCheckpoint(long location, int timeline, long next) throws IOException {
        Path file = segmentFile(location, timeline);
        ByteBuffer log = read(file);
        int record = (int) (location % SEGMENT);
        int length = log.getInt(record);
        if (log.getInt(record + RECORD_CRC) != recordCrc(log, record, length)) {
            throw new IllegalStateException("no record of the log as it is known here");
        }
        log.putLong(record + RECORD_HEADER + DATA_HEADER + NEXT_ID, next);
        log.putInt(record + RECORD_CRC, recordCrc(log, record, length));
        write(file, log);
    }

    private Path segmentFile(long location, int timeline) {
        long segment = location / SEGMENT;
        return data.resolve("pg_wal").resolve("%08X%08X%08X".formatted(timeline, segment >> 8, segment & 0xFF));
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = bytes.rewind();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /** Of the data, then of the header. */
    private static int recordCrc(ByteBuffer log, int record, int length) {
        CRC32C crc = new CRC32C();
        crc(log, record + RECORD_HEADER, length - RECORD_HEADER, crc);
        return crc(log, record, RECORD_CRC, crc);
    }

    private static int crc(ByteBuffer bytes, int from, int length, CRC32C crc) {
        crc.update(bytes.slice(from, length));
        return (int) crc.getValue();
    }

    /** It stands behind all else, of which there is more in each version. */
    private static int crcPlace(ByteBuffer control) {
        for (int place = CHECKPOINT_COPY; place < PAGE / 2; place += Integer.BYTES) {
            if (control.getInt(place) == crc(control, 0, place, new CRC32C())) {
                return place;
            }
        }
        throw new IllegalStateException("pg_control has no checksum that fits");
    }
}
