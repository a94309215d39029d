package com.kryonix.events.schema;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of one major version; each test takes a database of its own. */
record SchemaServer(RealPostgres postgres) {
    static final String API_ROW =
            "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code) VALUES ('/a', 'GET', 1, 200)";

    String database(String name) {
        postgres.execute("CREATE DATABASE " + name);
        return name;
    }

    DataSource dataSource(String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl(database));
        source.setUser(user);
        return source;
    }

    List<String> apply(String database) {
        return PerformanceSchema.apply(dataSource(database, "postgres"));
    }

    void run(String database, String sql) {
        run(database, "postgres", sql);
    }

    void run(String database, String user, String sql) {
        try (Connection connection = dataSource(database, user).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first column of the first row. */
    String ask(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(database));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static String resource(String name) {
        try (InputStream in = SchemaServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
