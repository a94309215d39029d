package com.kryonix.events;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** An address behind which there is another server later, as after a failover. */
final class Moving {
    private volatile DataSource now;

    Moving(DataSource first) {
        this.now = first;
    }

    void to(DataSource other) {
        now = other;
    }

    DataSource address() {
        return (DataSource) Proxy.newProxyInstance(
                Moving.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return connect();
                });
    }

    private Connection connect() throws SQLException {
        return now.getConnection();
    }
}
