package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealRedis;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, spoken by the installed server with a certificate for 127.0.0.1 that signs itself. */
class RedisTlsTest {
    private static final char[] SECRET = "for-the-test".toCharArray();

    private final Path folder;

    RedisTlsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theAuthorityIsTrustedAndNoOtherIs() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        certificate();
        try (RealRedis redis = TestedRedis.REDIS_70
                .server()
                .with("tls-port", Integer.toString(port))
                .with("tls-cert-file", folder.resolve("cert.pem").toString())
                .with("tls-key-file", folder.resolve("key.pem").toString())
                .with("tls-ca-cert-file", folder.resolve("cert.pem").toString())
                .with("tls-auth-clients", "no")
                .start()) {
            RedisSettings settings = RedisSettings.of("cache", RedisUrl.parse("rediss://127.0.0.1:" + port));
            for (RedisTls tls : new RedisTls[] {RedisTls.trusting(folder.resolve("cert.pem")), RedisTls.unverified()}) {
                try (RedisServer server = RedisServer.open(settings.withTls(tls))) {
                    assertThat(server.info(Scrape.within(Duration.ofSeconds(10)))
                                    .section("server")
                                    .text("redis_version"))
                            .isPresent();
                }
            }
            assertThat(failure(settings))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION))
                    .satisfies(failure -> assertThat(failure.message())
                            .startsWith("redis cache (127.0.0.1:" + port + "): TLS failed: ")
                            .endsWith("is ca_file its authority?"));
            assertThat(failure(RedisSettings.of("cache", RedisUrl.parse("redis://127.0.0.1:" + port)))
                            .message())
                    .contains("wants TLS (rediss://)");
        }
    }

    @Test
    void aMissingAuthorityIsNamed() {
        RedisSettings settings = RedisSettings.of("cache", RedisUrl.parse("rediss://127.0.0.1:1"))
                .withTls(RedisTls.trusting(folder.resolve("absent.pem")));
        assertThat(failure(settings).message())
                .startsWith("redis cache (127.0.0.1:1): cannot read the CA file " + folder.resolve("absent.pem"));
    }

    private static Failure failure(RedisSettings settings) {
        try (RedisServer server = RedisServer.open(settings)) {
            return server.explain(catchThrowable(() -> server.info(Scrape.within(Duration.ofSeconds(10)))));
        }
    }

    /** By the JDK's own keytool, so that nothing more need be installed. */
    private void certificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "redis",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(SECRET))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("error");
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET);
        }
        pem("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        pem("key.pem", "PRIVATE KEY", keys.getKey("redis", SECRET).getEncoded());
    }

    private void pem(String file, String what, byte[] content) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
