package com.kryonix.demo.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The demo's own files. */
final class Resource {
    private Resource() {}

    static String read(String name) throws IOException {
        try (InputStream in = Resource.class.getResourceAsStream("/com/kryonix/demo/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
