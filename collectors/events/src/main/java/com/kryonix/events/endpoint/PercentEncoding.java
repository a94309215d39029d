package com.kryonix.events.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** RFC 3986's %41 for A. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Decodes until nothing is left to decode, so that an id cannot hide behind %2531. */
    static String decode(String text) {
        String decoded = text;
        for (String next = once(decoded); !next.equals(decoded); next = once(decoded)) {
            decoded = next;
        }
        return decoded;
    }

    private static String once(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            int value = encodedAt(text, i);
            if (value >= 0) {
                bytes.write(value);
                i += 3;
                continue;
            }
            result.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.reset();
            result.append(text.charAt(i++));
        }
        return result.append(bytes.toString(StandardCharsets.UTF_8)).toString();
    }

    /** The byte that the three characters at {@code i} stand for; -1 when they stand for themselves. */
    private static int encodedAt(String text, int i) {
        if (text.charAt(i) != '%' || i + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
