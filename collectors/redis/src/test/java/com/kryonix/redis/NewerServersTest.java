package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * INFO of servers that are not installed here. The texts hold the fields that these versions' documentation and source
 * name, in their order; a socket gives them to the collectors as the server would.
 */
class NewerServersTest {
    @Test
    void redis74TellsOfHashFieldsAndTheEventLoop() throws Exception {
        assertThat(exposed("redis-7.4"))
                .contains(
                        "redis_db_keys_with_expiring_items{db=\"db0\"} 2.0",
                        "redis_db_avg_ttl_seconds{db=\"db0\"} 68250.416",
                        "redis_expired_subkeys_total 9.0",
                        "redis_evicted_scripts_total 10.0",
                        "redis_pubsub_clients 2.0",
                        "redis_total_blocking_keys_on_nokey 5.0",
                        "redis_eventloop_duration_seconds_total 201.034186",
                        "redis_eventloop_duration_sum_usec_total 2.01034186E8",
                        "redis_instantaneous_eventloop_duration_usec 256.0",
                        "redis_acl_access_denied_key_total 3.0",
                        "redis_mem_overhead_db_hashtable_rehashing_bytes 16.0",
                        "redis_aof_delayed_fsync 8.0",
                        "redis_start_time_seconds 1.758295282E9")
                .noneMatch(line -> line.startsWith("redis_db_keys_cached"));
    }

    @Test
    void redis8TellsOfItsThreadsAndModules() throws Exception {
        assertThat(exposed("redis-8.2"))
                .contains(
                        "redis_io_thread_reads_total{thread=\"1\"} 20.0",
                        "redis_memory_used_peak_timestamp_seconds 1.75837E9",
                        "redis_mem_replica_full_sync_buffer_bytes 32.0",
                        "redis_io_threaded_prefetch_entries_total 12.0",
                        "redis_module_info{name=\"search\",ver=\"80201\",api=\"1\",filters=\"0\",usedby=\"[]\","
                                + "using=\"[ReJSON]\"} 1.0");
        assertThat(facts("redis-8.2").extensions()).containsEntry("search", Version.of(8, 2));
    }

    @Test
    void valkeyIsTheRedisItIsCompatibleWith() throws Exception {
        assertThat(exposed("valkey-8.1"))
                .contains(
                        "redis_io_threaded_poll_processed_total 14.0",
                        "redis_mem_replicas_repl_buffer_bytes 64.0",
                        "redis_replicas_waiting_psync 1.0")
                .anyMatch(line -> line.startsWith("redis_instance_info{")
                        && line.contains("redis_mode=\"standalone\"")
                        && line.contains("valkey_version=\"8.1.1\",valkey_release_stage=\"ga\""));
        assertThat(facts("valkey-8.1").version()).isEqualTo(Version.of(7, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-7.4", "redis-8.2", "valkey-8.1"})
    void everyNumberOfTheirInfoHasAMetric(String server) throws Exception {
        assertThat(exposed(server)).contains("redis_info_fields_unmapped 0.0");
    }

    @Test
    void aFieldThatNobodyKnowsIsCounted() {
        UnmappedFields unmapped = new UnmappedFields(RedisCatalogue.create().collectors());
        assertThat(unmapped.in(
                        Info.parse("# Stats\nkeyspace_hits:1\nbrand_new:2\nbrand_new_human:2K\nother_perc:3%\n")))
                .containsExactly("brand_new", "other_perc");
    }

    private static List<String> exposed(String server) throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RedisServer redis = answering(socket, server)) {
            Scrape scrape = Scrape.within(Duration.ofSeconds(10));
            for (Collector<RedisServer> collector : RedisCatalogue.create().collectors()) {
                samples.addAll(
                        collector.collect(redis, scrape).withoutDuplicates().samples());
            }
        }
        String text = TextFormat.of(samples);
        assertThat(Promtool.complaints(text)).isEmpty();
        return text.lines().toList();
    }

    private static Facts facts(String server) {
        return ServerFacts.of(Info.parse(text(server)), "default");
    }

    /** Answers CLIENT SETNAME and INFO, which come in one packet on a new connection. */
    private static RedisServer answering(ServerSocket socket, String server) {
        byte[] info = text(server).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
            try (Socket client = socket.accept();
                    InputStream in = client.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                byte[] question = new byte[1024];
                String asked = "";
                while (!asked.contains("all")) {
                    int n = in.read(question);
                    asked += new String(Arrays.copyOf(question, n), StandardCharsets.US_ASCII);
                }
                out.write(("+OK\r\n$" + info.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(info);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(in.read()).isEqualTo(-1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(answering).isNotCompletedExceptionally();
        return RedisServer.open(
                RedisSettings.of("cache", RedisUrl.parse("redis://127.0.0.1:" + socket.getLocalPort())));
    }

    private static String text(String server) {
        try (InputStream in = NewerServersTest.class.getResourceAsStream("info/" + server + ".txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
