package com.kryonix.events;

import javax.sql.DataSource;

/** A user whose tails the server lets in and keeps out, as a network does that is down for hours. */
record Outage(ApiTable table, String user) {
    static Outage of(ApiTable table, String user) {
        table.execute("CREATE ROLE " + user + " SUPERUSER LOGIN");
        return new Outage(table, user);
    }

    DataSource dataSource() {
        return table.dataSource(user);
    }

    void begin() throws Exception {
        table.execute(
                "ALTER ROLE " + user + " NOLOGIN",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + user + "'");
        Awaiting.until(() -> connections() == 0, () -> "still connected");
    }

    private long connections() {
        return table.number("SELECT count(*) FROM pg_stat_activity WHERE usename = '" + user + "'");
    }

    void end() {
        table.execute("ALTER ROLE " + user + " LOGIN");
    }
}
