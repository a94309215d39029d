package com.kryonix.events.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where checkpoint files go by themselves, and whom they must be safe from. */
class StateFolderTest {
    private final Path home;
    private final Path temporary;

    StateFolderTest(@TempDir Path folder) {
        this.home = folder.resolve("home");
        this.temporary = folder.resolve("temporary");
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(home);
        Files.createDirectory(temporary);
    }

    private Path open(Map<String, String> environment) throws IOException {
        return new StateFolder(environment, home, temporary).open();
    }

    private static Path folder(Path path, String permissions) throws IOException {
        Files.createDirectories(path);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void theFirstOfTheConventionsThatAppliesIsTaken() throws IOException {
        Path systemd = folder(home.resolve("var/lib/exporter"), "rwxr-xr-x").toRealPath();
        String xdg = home.resolve("states").toString();
        assertThat(open(Map.of("STATE_DIRECTORY", systemd + ":/elsewhere", "XDG_STATE_HOME", xdg)))
                .isEqualTo(systemd);
        assertThat(open(Map.of("XDG_STATE_HOME", xdg))).isEqualTo(home.resolve("states/kryonix-exporter"));
        assertThat(open(Map.of("XDG_STATE_HOME", "relative"))).isEqualTo(home.resolve(".local/state/kryonix-exporter"));
        assertThat(open(Map.of())).as("again").isEqualTo(home.resolve(".local/state/kryonix-exporter"));
    }

    @Test
    void whatWasLeftIsLookedForWhereItWouldBeAndNothingIsMade() throws IOException {
        StateFolder states = new StateFolder(Map.of(), home, temporary);
        assertThat(states.existing()).isNull();
        assertThat(home).isEmptyDirectory();
        folder(temporary.resolve("kryonix-exporter"), "rwx------");
        assertThat(states.existing()).isEqualTo(temporary.resolve("kryonix-exporter"));
        Path made = states.open();
        assertThat(states.existing()).isEqualTo(made).isEqualTo(home.resolve(".local/state/kryonix-exporter"));
        folder(made, "rwxrwx---");
        assertThatThrownBy(states::existing).hasMessageContaining("can be written by others");
    }

    @Test
    void whatIsPlannedIsWhatWouldBeOpenedAndIsNotMade() throws IOException {
        StateFolder states = new StateFolder(Map.of(), home, temporary);
        Path planned = states.planned();
        assertThat(home).isEmptyDirectory();
        assertThat(states.open()).isEqualTo(planned);
        assertThat(states.planned()).isEqualTo(planned);
        assertThat(planned).isEmptyDirectory();
        folder(planned, "rwxrwx---");
        assertThatThrownBy(states::planned).hasMessageContaining("can be written by others");
        Path file = Files.createFile(home.resolve("file"));
        StateFolder homeless = new StateFolder(Map.of(), file, temporary);
        assertThat(homeless.planned()).isEqualTo(temporary.resolve("kryonix-exporter"));
        assertThat(temporary).isEmptyDirectory();
        assertThat(homeless.open()).isEqualTo(homeless.planned());
        StateFolder nowhere = new StateFolder(Map.of(), file, file);
        assertThatThrownBy(nowhere::planned)
                .hasMessage("folder " + file + "/kryonix-exporter may not be made by this user:"
                        + " set events.checkpoint_file");
    }

    @Test
    void withoutAHomeItIsInTheTemporaryFolder() throws IOException {
        Files.delete(home);
        Files.writeString(home, "no folder can be made in here");
        assertThat(open(Map.of())).isEqualTo(temporary.resolve("kryonix-exporter"));
        assertThat(new StateFolder(Map.of(), Path.of("?"), temporary).open())
                .isEqualTo(temporary.resolve("kryonix-exporter"));
    }

    @Test
    void itIsMadeForItsOwnerAloneAndSoAreTheFiles() throws Exception {
        Path made = open(Map.of());
        assertThat(permissions(made)).isEqualTo("rwx------");
        Path file = made.resolve("x.t");
        FileCheckpoints.write(file, new byte[] {1});
        assertThat(permissions(file)).isEqualTo("rw-------");
        FileCheckpoints.write(file, new byte[] {2});
        assertThat(Files.readAllBytes(file)).containsExactly(2);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void whatIsWrittenDoesNotFollowALinkThatSomebodyPlaced() throws Exception {
        Path precious = Files.writeString(home.resolve("precious"), "kept");
        Path file = temporary.resolve("x.t");
        Files.createSymbolicLink(temporary.resolve("x.t.new"), precious);
        FileCheckpoints.write(file, new byte[] {1});
        assertThat(precious).hasContent("kept");
        assertThat(Files.readAllBytes(file)).containsExactly(1);
    }

    @Test
    void oneThatOthersCanWriteToIsRefused() throws IOException {
        Path states = home.resolve(".local/state/kryonix-exporter");
        for (String permissions : new String[] {"rwxrwx---", "rwx---rwx"}) {
            folder(states, permissions);
            assertThatThrownBy(() -> open(Map.of()))
                    .hasMessage("folder " + states + " can be written by others, so it is not trusted with checkpoints:"
                            + " remove it, or look through it and chmod 700 it, or set events.checkpoint_file");
            assertThatThrownBy(() -> open(Map.of("STATE_DIRECTORY", states.toString())))
                    .hasMessageContaining("can be written by others");
        }
    }

    @Test
    void aLinkAndAFileAreRefused() throws IOException {
        Path elsewhere = folder(home.resolve("elsewhere"), "rwx------");
        Path states = Files.createDirectories(home.resolve(".local/state"));
        Files.createSymbolicLink(states.resolve("kryonix-exporter"), elsewhere);
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("is a symbolic link");
        Files.delete(states.resolve("kryonix-exporter"));
        Files.createFile(states.resolve("kryonix-exporter"));
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("is no folder");
    }

    @Test
    void oneOfAnotherUserIsRefused() throws IOException {
        Path foreign = folder(home.resolve("foreign"), "rwx------").toRealPath();
        int nobody = 65534;
        if (Files.getAttribute(foreign, "unix:uid").equals(0)) {
            Files.setAttribute(foreign, "unix:uid", nobody);
        } else {
            foreign = Path.of("/usr").toRealPath();
        }
        Map<String, String> environment = Map.of("STATE_DIRECTORY", foreign.toString());
        assertThatThrownBy(() -> open(environment)).hasMessageContaining("belongs to another user");
    }
}
