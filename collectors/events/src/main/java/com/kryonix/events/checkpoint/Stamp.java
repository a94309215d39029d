package com.kryonix.events.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/**
 * Who wrote a checkpoint, when, and where the server's history was.
 *
 * @param at by the writer's clock
 * @param position everything that the checkpoint says was seen lies before it
 */
public record Stamp(Writer writer, Instant at, Position position) {
    private static final int LONGEST_NAME = 200;

    /** Of what shares its fate with the rows that it counts, and is written by whoever holds its lock. */
    public static Stamp none() {
        return new Stamp(new Writer(new UUID(0, 0), ""), Instant.EPOCH, Position.NONE);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(writer.id().getMostSignificantBits());
        out.writeLong(writer.id().getLeastSignificantBits());
        String name = writer.name();
        out.writeUTF(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        out.writeLong(at.toEpochMilli());
        out.writeLong(position.timeline());
        out.writeLong(position.lsn());
    }

    static Stamp read(DataInputStream in) throws IOException {
        UUID id = new UUID(in.readLong(), in.readLong());
        return new Stamp(
                new Writer(id, in.readUTF()),
                Instant.ofEpochMilli(in.readLong()),
                new Position(in.readLong(), in.readLong()));
    }
}
