package com.kryonix.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * How the server's certificate is checked.
 *
 * @param caFile PEM file of the authorities to trust, read for each new connection; empty means those of the JVM
 * @param verify false accepts any certificate of any name: for tests only
 */
public record RedisTls(Optional<Path> caFile, boolean verify) {
    public static RedisTls trustingSystem() {
        return new RedisTls(Optional.empty(), true);
    }

    public static RedisTls trusting(Path caFile) {
        return new RedisTls(Optional.of(caFile), true);
    }

    public static RedisTls unverified() {
        return new RedisTls(Optional.empty(), false);
    }

    /** @throws UncheckedIOException naming the file when it cannot be read or holds no certificate */
    SslOptions options() {
        SslOptions.Builder options =
                SslOptions.builder().sslVerifyMode(verify ? SslVerifyMode.FULL : SslVerifyMode.INSECURE);
        caFile.ifPresent(file -> {
            byte[] store = trustStore(file);
            options.trustStoreType("PKCS12").truststore(() -> new ByteArrayInputStream(store), new char[0]);
        });
        return options.build();
    }

    /** The driver takes key stores; administrators have PEM. */
    private static byte[] trustStore(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            if (store.size() == 0) {
                throw new IOException("it holds no certificate");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, new char[0]);
            return bytes.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(
                    "cannot read the CA file " + file, e instanceof IOException io ? io : new IOException(e));
        }
    }
}
