package com.kryonix.events.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder for checkpoints where no file is configured and the database does not keep them. What is in it becomes the
 * counters' values, so nobody else may be able to write to it.
 *
 * @param environment the process's
 * @param home the user's
 * @param temporary the folder that all users of the machine share
 */
public record StateFolder(Map<String, String> environment, Path home, Path temporary) {
    private static final String NAME = "kryonix-exporter";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** By the conventions that this process was started with. */
    public static StateFolder ofProcess() {
        return new StateFolder(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Lets a file be read and written by its owner alone; nothing where files have no such permissions. */
    static FileAttribute<?>[] ownerOnly(Path file) {
        return posix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE_OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /**
     * The folder: systemd's {@code $STATE_DIRECTORY}; else {@code $XDG_STATE_HOME/kryonix-exporter}, by default
     * {@code ~/.local/state/kryonix-exporter}; where that cannot be made, one in the folder for temporary files. Made if
     * it is missing.
     *
     * @throws IOException when it is not this user's alone, in one line with what to do
     */
    public Path open() throws IOException {
        Path folder = systemd();
        if (folder != null) {
            return checked(folder);
        }
        folder = ofUser();
        if (folder == null) {
            folder = temporary.resolve(NAME);
        } else if (!isThere(folder)) {
            try {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                return made(folder);
            } catch (FileSystemException cannotBe) {
                folder = temporary.resolve(NAME);
            }
        }
        return isThere(folder) ? checked(folder) : made(folder);
    }

    /** The folder as it is; null when none was ever made. */
    public @Nullable Path existing() throws IOException {
        Path folder = systemd();
        if (folder != null) {
            return checked(folder);
        }
        folder = ofUser();
        if (folder == null || !isThere(folder)) {
            folder = temporary.resolve(NAME);
        }
        return isThere(folder) ? checked(folder) : null;
    }

    /**
     * Where {@link #open} would be, if this user called it. Makes nothing, not even for a moment: whoever checks a
     * configuration may be another user than the service's.
     *
     * @throws IOException when it would not be trusted, or could not be made or written
     */
    public Path planned() throws IOException {
        Path folder = systemd();
        if (folder == null) {
            folder = ofUser();
            if (folder == null || !(isThere(folder) || canBeMade(folder))) {
                folder = temporary.resolve(NAME);
            }
        }
        if (isThere(folder)) {
            safe(folder);
        }
        if (isThere(folder) ? !Files.isWritable(folder) : !canBeMade(folder)) {
            throw new IOException("folder " + folder + " may not be " + (isThere(folder) ? "written" : "made")
                    + " by this user: set events.checkpoint_file");
        }
        return folder;
    }

    private static boolean canBeMade(Path folder) {
        Path above = folder.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above != null && Files.isDirectory(above) && Files.isWritable(above);
    }

    /** Said by who runs the service, and a link where the service's user is a dynamic one. */
    private @Nullable Path systemd() throws IOException {
        String systemd = environment.getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
        return systemd.isEmpty() ? null : Path.of(systemd).toRealPath();
    }

    /** Null for Java's "?", the home of a user that the system knows only by number. */
    private @Nullable Path ofUser() {
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path states = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local/state");
        return states.isAbsolute() ? states.resolve(NAME) : null;
    }

    private static boolean isThere(Path folder) {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path made(Path folder) throws IOException {
        return posix(folder)
                ? Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createDirectory(folder);
    }

    /** Makes a folder, and those above it, where there are none: its owner's alone. */
    static void make(Path folder) throws IOException {
        if (posix(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Whether files are here as on Unix; folders can then be opened and forced to disk, too. */
    static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path checked(Path folder) throws IOException {
        PosixFileAttributes there = safe(folder);
        if (there == null) {
            return folder;
        }
        String owned = "belongs to another user, " + there.owner().getName();
        try {
            // Who we are, in the file system's own terms, and whether we may write.
            Path probe = Files.createTempFile(folder, "probe", null, ownerOnly(folder));
            boolean ours = Files.getOwner(probe).equals(there.owner());
            Files.delete(probe);
            if (ours) {
                return folder;
            }
        } catch (AccessDeniedException e) {
            owned += ", or may not be written";
        }
        throw refused(folder, owned, "let this user own it");
    }

    /** Its attributes, if nobody else can write to it; null where files have no permissions of that kind. */
    private static @Nullable PosixFileAttributes safe(Path folder) throws IOException {
        if (!posix(folder)) {
            return null;
        }
        PosixFileAttributes there = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!there.isDirectory()) {
            throw refused(folder, there.isSymbolicLink() ? "is a symbolic link" : "is no folder", "remove it");
        }
        if (there.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || there.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(folder, "can be written by others", "remove it, or look through it and chmod 700 it");
        }
        return there;
    }

    private static IOException refused(Path folder, String what, String remedy) {
        return new IOException("folder " + folder + " " + what + ", so it is not trusted with checkpoints: " + remedy
                + ", or set events.checkpoint_file");
    }
}
