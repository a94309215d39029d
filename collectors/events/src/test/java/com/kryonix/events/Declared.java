package com.kryonix.events;

import com.kryonix.events.declaration.Declarations;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A table as a user's file declares it. */
final class Declared {
    static final String FILE = "declared.yml";

    private Declared() {}

    static EventTable in(Path folder, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve(FILE), yaml);
        return Declarations.read(file, Set.of(), Set.of());
    }
}
