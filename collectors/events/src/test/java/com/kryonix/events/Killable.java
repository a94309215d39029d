package com.kryonix.events;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Tails that can end as those of a killed process do: at once, with no last checkpoint. */
final class Killable {
    private final List<Connection> connections = new ArrayList<>();
    private final EventTails tails;
    private boolean killed;

    Killable(ApiTable table, TailSettings settings) {
        DataSource real = table.dataSource();
        DataSource killable = (DataSource) Proxy.newProxyInstance(
                Killable.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return connect(real);
                });
        this.tails = EventTails.of("main", killable, settings).start();
    }

    private synchronized Connection connect(DataSource real) throws SQLException {
        if (killed) {
            throw new SQLException("killed", "08001");
        }
        Connection connection = real.getConnection();
        connections.add(connection);
        return connection;
    }

    EventTails tails() {
        return tails;
    }

    void kill() throws SQLException {
        synchronized (this) {
            killed = true;
            for (Connection connection : connections) {
                connection.abort(Runnable::run);
            }
        }
        tails.close();
    }
}
