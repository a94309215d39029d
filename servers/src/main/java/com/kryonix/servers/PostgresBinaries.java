package com.kryonix.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL programs unpacked from the io.zonky.test binaries: once a version, into the folder for temporary files,
 * shared by every process of this machine.
 */
final class PostgresBinaries {
    /** The major version whose binaries may stand on the class path (the demo's). */
    static final int NEWEST = 18;

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share} of this major version. */
    static Path of(int major) {
        try {
            Path jar = jar(major);
            long size = jar == null ? 0 : Files.size(jar);
            Path home = Path.of(System.getProperty("java.io.tmpdir"))
                    .resolve("kryonix-postgres-" + System.getProperty("user.name") + "-" + major + "-" + size);
            if (!Files.exists(home)) {
                unpack(major, jar, home);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " binaries", e);
        }
    }

    private static @Nullable Path jar(int major) {
        String folder = System.getProperty("kryonix.postgres.binaries");
        if (folder == null) {
            return null;
        }
        Path jar = Path.of(folder).resolve(major + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: build the module servers first");
        }
        return jar;
    }

    /** Unpacks beside and renames, so that two processes that do it at once do not disturb each other. */
    private static void unpack(int major, @Nullable Path jar, Path home) throws IOException {
        Path beside = Files.createTempDirectory(home.getParent(), "kryonix-postgres-");
        if (jar != null) {
            try (JarInputStream entries = new JarInputStream(Files.newInputStream(jar))) {
                for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                    if (entry.getName().endsWith(".txz")) {
                        untar(entries, beside);
                    }
                }
            }
        } else {
            try (InputStream archive = onClassPath(major)) {
                untar(archive, beside);
            }
        }
        try {
            Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(home)) {
                throw e;
            }
        }
    }

    private static InputStream onClassPath(int major) {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch");
        String name = "/postgres-" + system + "-"
                + switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> machine;
                }
                + ".txz";
        InputStream archive = major == NEWEST ? PostgresBinaries.class.getResourceAsStream(name) : null;
        if (archive == null) {
            throw new IllegalStateException("no PostgreSQL " + major + " binaries for " + system + " " + machine);
        }
        return archive;
    }

    private static void untar(InputStream archive, Path into) throws IOException {
        TarArchiveInputStream entries = new TarArchiveInputStream(new XZCompressorInputStream(archive));
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            Path path = into.resolve(entry.getName()).normalize();
            if (!path.startsWith(into)) {
                throw new IOException("entry outside the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(entries, path);
                Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }
}
