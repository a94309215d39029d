package com.kryonix.events.checkpoint;

import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Which table a checkpoint is of.
 *
 * @param cluster PostgreSQL's system identifier: another one for each initdb, the same on a standby
 * @param database its oid
 * @param table its oid: another one when the table is made anew
 * @param shape what the numbers mean: a digest, since a declaration may be of any length
 */
public record Identity(long cluster, long database, long table, String shape) {
    /** Of a table as it is here. */
    public static Identity of(TailConnection.Server server, TableShape shape, EventTable table) {
        String meaning = shape.timeType() + ";" + table.shape();
        String digest = HexFormat.of().formatHex(Sha256.of(meaning.getBytes(StandardCharsets.UTF_8)));
        return new Identity(server.cluster(), server.database(), shape.oid(), digest);
    }

    boolean isSameTable(Identity other) {
        return cluster == other.cluster && database == other.database && table == other.table;
    }

    /** Why a checkpoint of {@code other} is not one of this; empty when it is. */
    String differs(Identity other) {
        if (cluster != other.cluster) {
            return "it is of another cluster (system identifier " + Long.toUnsignedString(other.cluster) + ", here "
                    + Long.toUnsignedString(cluster) + ")";
        }
        if (database != other.database) {
            return "it is of another database (oid " + other.database + ", here " + database + ")";
        }
        if (table != other.table) {
            return "it is of another table (oid " + other.table + ", here " + table + ")";
        }
        return shape.equals(other.shape)
                ? ""
                : "the declaration was another one (its metrics, its labels, or its key), or the time column had another type";
    }
}
