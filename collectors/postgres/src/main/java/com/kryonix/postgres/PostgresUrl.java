package com.kryonix.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and who connects: {@code postgresql://user:password@host:port/database?option=value}, the same
 * with {@code postgres://}, or {@code jdbc:postgresql://host/database?user=…}. Several hosts are separated by commas.
 * User, password, database and option values are percent-decoded.
 *
 * @param hosts {@code host:port} each, IPv6 addresses in brackets; at least one
 * @param database the user's name when the URL names none, as psql has it
 * @param user the operating system's user when the URL names none
 * @param password null when the URL has none
 * @param options the driver's connection options, in the driver's spelling
 */
public record PostgresUrl(
        List<String> hosts,
        String database,
        String user,
        @Nullable String password,
        Map<String, String> options) {
    private static final Pattern SHAPE = Pattern.compile("(?:jdbc:)?postgres(?:ql)?:"
            + "(?://(?<authority>[^/?]*)(?:/(?<database>[^?]*))?|(?<local>[^/?]*))(?:\\?(?<query>.*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\s:\\[\\]]*)(?::(\\d{1,5}))?");

    public PostgresUrl {
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and never quotes what may hold a password
     */
    public static PostgresUrl parse(String url) {
        Matcher matcher = SHAPE.matcher(url.strip());
        if (!matcher.matches()) {
            throw wrong("it must look like postgresql://user:password@host:5432/database?sslmode=require");
        }
        String local = matcher.group("local");
        String authority = local == null ? matcher.group("authority") : "";
        int at = authority.lastIndexOf('@');
        String login = at < 0 ? "" : authority.substring(0, at);
        int colon = login.indexOf(':');
        String user = decode(colon < 0 ? login : login.substring(0, colon), "the user");
        String password = colon < 0 ? null : decode(login.substring(colon + 1), "the password");

        Map<String, String> options = options(matcher.group("query"));
        String userOption = options.remove("user");
        String passwordOption = options.remove("password");
        user = !user.isEmpty() ? user : userOption != null ? userOption : System.getProperty("user.name");
        String named = local == null ? matcher.group("database") : local;
        String database = named == null || named.isEmpty() ? user : decode(named, "the database");
        return new PostgresUrl(
                hosts(authority.substring(at + 1)),
                database,
                user,
                password != null ? password : passwordOption,
                ConnectionOptions.inDriverSpelling(options));
    }

    /** For the driver, without user and password. */
    public String jdbcUrl() {
        String query = options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> option.getKey() + "=" + encode(option.getValue()))
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + String.join(",", hosts) + "/" + encode(database)
                + (query.isEmpty() ? "" : "?" + query);
    }

    /** The hosts, for messages: {@code db1:5432,db2:5432}. */
    public String address() {
        return String.join(",", hosts);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + encode(user) + "@" + address() + "/" + encode(database);
    }

    private static List<String> hosts(String text) {
        List<String> hosts = new ArrayList<>();
        for (String host : text.split(",", -1)) {
            Matcher matcher = HOST.matcher(host);
            if (!matcher.matches()) {
                throw wrong("host " + (hosts.size() + 1) + " is not host:port; in user and password, write"
                        + " % / ? # @ : as %25 %2F %3F %23 %40 %3A");
            }
            String port = matcher.group(2) == null ? "5432" : matcher.group(2);
            if (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
                throw wrong("the port of host " + (hosts.size() + 1) + " is not between 1 and 65535");
            }
            hosts.add((matcher.group(1).isEmpty() ? "localhost" : matcher.group(1)) + ":" + port);
        }
        return hosts;
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String option : query.split("&", -1)) {
                int equals = option.indexOf('=');
                if (equals < 1) {
                    throw wrong("after ? it must have option=value, separated by &");
                }
                String name = option.substring(0, equals);
                options.put(name, decode(option.substring(equals + 1), "option " + name));
            }
        }
        return options;
    }

    private static String decode(String text, String what) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(what + " has a % that is not followed by two hexadecimal digits; write % as %25");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("PostgreSQL URL: " + why);
    }
}
