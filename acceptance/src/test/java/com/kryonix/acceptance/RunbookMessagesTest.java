package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import com.kryonix.servers.RealRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runbooks quote from the log is what the exporter logs when real servers fail in that way. */
class RunbookMessagesTest {
    private final Path folder;

    RunbookMessagesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void postgresDownQuotesWhatIsLogged() throws Exception {
        List<String> logged = new ArrayList<>();
        try (RealPostgres postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                .with("max_connections", "4")
                .with("superuser_reserved_connections", "0")) {
            postgres.start().execute("CREATE ROLE kryonix_exporter LOGIN PASSWORD 'correct-horse'");
            String target = "postgres:\n  - {name: main, host: 127.0.0.1, port: " + postgres.port()
                    + ", user: kryonix_exporter, password: ";
            Path access = postgres.data().resolve("pg_hba.conf");
            Files.writeString(access, "host all kryonix_exporter all scram-sha-256\n" + Files.readString(access));
            postgres.execute("SELECT pg_reload_conf()");
            logged.add(saysOf(target + "guess-work}\n"));
            postgres.pause();
            logged.add(saysOf(target + "correct-horse}\n"));
            postgres.resume();
            List<Connection> taken = new ArrayList<>();
            while (taken.size() < 4) {
                taken.add(postgres.connect());
            }
            logged.add(saysOf(target + "correct-horse}\n"));
            for (Connection connection : taken.subList(1, 4)) {
                connection.close();
            }
            // A smart shutdown waits for the session that is left.
            signal("TERM", postgres.pid());
            logged.add(saysOf(target + "correct-horse}\n"));
            taken.get(0).close();
            postgres.stop();
            logged.add(saysOf(target + "correct-horse}\n"));
        }
        assertThat(logged).allMatch(line -> line.startsWith("postgres main")).noneMatch(line -> line.contains("***"));
        assertQuoted("PostgresDown", logged);
    }

    @Test
    void redisDownQuotesWhatIsLogged() throws Exception {
        List<String> logged = new ArrayList<>();
        try (RealRedis redis = RealRedis.embedded().start();
                Socket taken = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            String target = "redis:\n  - {name: cache, host: 127.0.0.1, port: " + redis.port();
            say(taken, "ACL SETUSER reader on >correct-horse +ping", "CONFIG SET requirepass correct-horse");
            logged.add(saysOf(target + "}\n"));
            logged.add(saysOf(target + ", password: guess-work}\n"));
            logged.add(saysOf(target + ", user: reader, password: correct-horse}\n"));
            String right = target + ", password: correct-horse}\n";
            redis.pause();
            logged.add(saysOf(right));
            redis.resume();
            say(taken, "CONFIG SET maxclients 1");
            logged.add(saysOf(right));
            redis.stop();
            logged.add(saysOf(right));
        }
        assertThat(logged).allMatch(line -> line.startsWith("redis cache")).noneMatch(line -> line.contains("***"));
        assertQuoted("RedisDown", logged);
    }

    /** Each text in the first column of the table is part of a line, and each line has one. */
    private static void assertQuoted(String runbook, List<String> logged) {
        String text = Repository.text(Repository.file("docs/runbooks/" + runbook + ".md"));
        List<String> quoted = text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
                .map(quote -> quote.group(1))
                .toList();
        assertThat(quoted)
                .hasSizeGreaterThan(4)
                .allMatch(part -> logged.stream().anyMatch(line -> line.contains(part)));
        assertThat(logged).allMatch(line -> quoted.stream().anyMatch(line::contains));
    }

    /** The message that one scrape logs under this configuration. */
    private String saysOf(String yaml) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("kryonix.yml"), yaml);
        Path log = folder.resolve("log");
        Process once = new ProcessBuilder(
                        Repository.file("bin/kryonix-exporter").toString(), "once", "--config", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
        assertThat(once.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Set<String> messages = Texts.matches(
                "(?<=level=warn logger=targetlog msg=\").*(?=\"$)",
                Repository.text(log).strip());
        assertThat(messages).as(Repository.text(log)).hasSize(1);
        return messages.iterator().next();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void say(Socket redis, String... commands) throws IOException {
        for (String command : commands) {
            redis.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(redis.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            assertThat(answer).as(command).isEqualTo("+OK\r\n");
        }
    }
}
