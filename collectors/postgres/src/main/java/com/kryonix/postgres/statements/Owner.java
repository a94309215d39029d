package com.kryonix.postgres.statements;

import java.util.List;

/**
 * A user in a database, by name: whose statements those without series of their own are summed as
 * {@code queryid="other"}.
 */
final class Owner {
    private final String user;
    private final Database database;
    private final Series other;

    Owner(String user, Database database, String datname) {
        this.user = user;
        this.database = database;
        this.other = new Series(List.of(user, datname, "other"));
    }

    Series other() {
        return other;
    }

    Database database() {
        return database;
    }

    /** The labels of one of its statements. */
    List<String> labels(long queryid) {
        return List.of(user, other.labels().get(1), Long.toString(queryid));
    }

    /** What all statements of one database add up to, those without series of their own too. */
    static final class Database {
        private final List<String> labels;
        private double calls;
        private double milliseconds;
        private double rows;
        private double walBytes;

        Database(String datname) {
            this.labels = List.of(datname);
        }

        void add(double[] difference) {
            calls += difference[Counter.CALLS.place()];
            milliseconds += difference[Counter.EXECUTION.place()];
            rows += difference[Counter.ROWS.place()];
            walBytes += difference[Counter.WAL_BYTES.place()];
        }

        List<String> labels() {
            return labels;
        }

        double calls() {
            return calls;
        }

        double seconds() {
            return milliseconds * Counter.MILLISECONDS;
        }

        double rows() {
            return rows;
        }

        double walBytes() {
            return walBytes;
        }
    }
}
