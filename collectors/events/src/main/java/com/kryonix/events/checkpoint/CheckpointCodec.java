package com.kryonix.events.checkpoint;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.table.EventTable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as bytes: a mark, the format's version, a checksum, who wrote it, then the deflated content. The checksum
 * is of all that follows it.
 */
public final class CheckpointCodec {
    /** "KXCP". */
    private static final int MARK = 0x4B58_4350;

    private static final int VERSION = 5;
    private static final int HEADER = 4 + 4 + 8;
    private static final int WRITER = 8 + 8;

    private CheckpointCodec() {}

    public static byte[] encode(Checkpoint checkpoint, Stamp stamp) {
        try {
            return sealed(content(checkpoint, stamp));
        } catch (IOException e) {
            throw new UncheckedIOException("encoding a checkpoint", e);
        }
    }

    /**
     * The same checkpoint, written by somebody else.
     *
     * @throws CheckpointRefused when it is no whole checkpoint
     */
    public static byte[] signed(byte[] checkpoint, Writer writer) throws CheckpointRefused {
        try {
            ByteArrayInputStream content = new ByteArrayInputStream(checked(checkpoint));
            Stamp stamp = Stamp.read(new DataInputStream(content));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new Stamp(writer, stamp.at(), stamp.position()).write(new DataOutputStream(bytes));
            content.transferTo(bytes);
            return sealed(bytes.toByteArray());
        } catch (IOException e) {
            throw new CheckpointRefused("it is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] sealed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER + content.length);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MARK);
        out.writeInt(VERSION);
        out.writeLong(checksum(content));
        out.write(content);
        return bytes.toByteArray();
    }

    /** Whether this is a whole checkpoint that {@code writer} wrote. */
    public static boolean isBy(UUID writer, byte[] bytes) {
        try {
            ByteBuffer content = ByteBuffer.wrap(checked(bytes));
            return writer.equals(new UUID(content.getLong(), content.getLong()));
        } catch (CheckpointRefused refused) {
            return false;
        }
    }

    private static byte[] content(Checkpoint checkpoint, Stamp stamp) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stamp.write(new DataOutputStream(bytes));
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        // Gathered, since numbers are written byte by byte, and each writing to a deflater is a call into native code.
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fast)))) {
            Identity identity = checkpoint.identity();
            out.writeLong(identity.cluster());
            out.writeLong(identity.database());
            out.writeLong(identity.table());
            out.writeUTF(identity.shape());
            StateCodec.write(out, checkpoint.state());
            StateCodec.write(out, checkpoint.origin());
            Varints.write(out, checkpoint.late());
            CountsCodec.write(out, checkpoint.admissions());
            CountsCodec.write(out, checkpoint.settled());
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /**
     * Who wrote it, and when.
     *
     * @throws CheckpointRefused when it is no whole checkpoint
     */
    public static Stamp stamp(byte[] bytes) throws CheckpointRefused {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(checked(bytes)))) {
            return Stamp.read(in);
        } catch (IOException e) {
            throw new CheckpointRefused("it is damaged: " + e.getMessage(), e);
        }
    }

    /** What follows the stamp. */
    private static DataInputStream afterStamp(byte[] bytes) throws IOException, CheckpointRefused {
        ByteArrayInputStream content = new ByteArrayInputStream(checked(bytes));
        Stamp.read(new DataInputStream(content));
        return new DataInputStream(new BufferedInputStream(new InflaterInputStream(content)));
    }

    /**
     * The checkpoint, if it is whole and of this table.
     *
     * @throws CheckpointRefused saying why it must not be applied
     */
    public static Checkpoint decode(byte[] bytes, Identity here, EventTable table) throws CheckpointRefused {
        try (DataInputStream in = afterStamp(bytes)) {
            return content(in, here, table);
        } catch (IOException e) {
            throw new CheckpointRefused("it is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * How far the table was counted, whatever was counted in it; null when this is no whole checkpoint of that table,
     * and nobody will go on from it.
     */
    public static @Nullable TailState progress(byte[] bytes, Identity here) {
        try (DataInputStream in = afterStamp(bytes)) {
            Identity of = identity(in);
            return here.isSameTable(of) ? StateCodec.read(in) : null;
        } catch (IOException | CheckpointRefused none) {
            return null;
        }
    }

    /** Whether it is of that very table, but its numbers mean something else than they would here. */
    public static boolean isOfAnotherDeclaration(byte[] bytes, Identity here) {
        try (DataInputStream in = afterStamp(bytes)) {
            Identity of = identity(in);
            return here.isSameTable(of) && !here.equals(of);
        } catch (IOException | CheckpointRefused none) {
            return false;
        }
    }

    private static Identity identity(DataInputStream in) throws IOException {
        return new Identity(in.readLong(), in.readLong(), in.readLong(), in.readUTF());
    }

    private static byte[] checked(byte[] bytes) throws CheckpointRefused {
        ByteBuffer head = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || head.getInt() != MARK) {
            throw new CheckpointRefused("it is no checkpoint");
        }
        int version = head.getInt();
        if (version != VERSION) {
            throw new CheckpointRefused("its format " + version + " is not this version's, " + VERSION);
        }
        long checksum = head.getLong();
        byte[] content = Arrays.copyOfRange(bytes, HEADER, bytes.length);
        if (content.length < WRITER || checksum != checksum(content)) {
            throw new CheckpointRefused("it is damaged: its checksum is wrong");
        }
        return content;
    }

    private static Checkpoint content(DataInputStream in, Identity here, EventTable table)
            throws IOException, CheckpointRefused {
        Identity of = identity(in);
        String difference = here.differs(of);
        if (!difference.isEmpty()) {
            throw new CheckpointRefused(difference);
        }
        var state = StateCodec.read(in);
        var origin = StateCodec.readOrigin(in);
        long late = Varints.read(in);
        var admissions = CountsCodec.readAdmissions(in, table);
        return new Checkpoint(of, origin, state, late, admissions, CountsCodec.readCounts(in, table));
    }

    private static long checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
