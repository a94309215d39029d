package com.kryonix.events.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How texts are read from a database. One whose encoding is not UTF-8 may hold bytes that mean nothing in it, or that
 * UTF-8 has nothing for, and then refuses to send the whole row: so it sends the bytes as they are.
 *
 * @param database the database's encoding, as it names it
 * @param bytes what they are in; null: texts come as UTF-8
 */
public record TextEncoding(String database, @Nullable Charset bytes) {
    /** How the server's encodings are called here, other than with {@code ISO-8859-} or {@code windows-}. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("LATIN10", "ISO-8859-16"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("WIN874", "x-windows-874"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("EUC_JP", "EUC-JP"),
            Map.entry("EUC_CN", "GB2312"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("EUC_TW", "x-EUC-TW"),
            // Whatever clients sent, which is mostly this.
            Map.entry("SQL_ASCII", "UTF-8"));

    /** Of a database of this encoding; one that is not known here is left to the server. */
    static TextEncoding of(String database) {
        String usual = database.replaceFirst("^LATIN(?=[1-4]$)", "ISO-8859-")
                .replaceFirst("^WIN", "windows-")
                .replaceFirst("^ISO_8859_", "ISO-8859-");
        String name = NAMES.getOrDefault(database, usual);
        boolean asItIs = database.equals("UTF8") || !Charset.isSupported(name);
        return new TextEncoding(database, asItIs ? null : Charset.forName(name));
    }

    /** A column's text, as a query selects it. */
    String selected(String column) {
        return bytes == null ? column + "::text" : "convert_to(" + column + "::text, '" + database + "')";
    }

    /** What has no meaning becomes a question mark: it can also be written back to the database. */
    String text(byte[] array, int offset, int length) {
        return bytes == null
                ? new String(array, offset, length, StandardCharsets.UTF_8)
                : new String(array, offset, length, bytes).replace('\uFFFD', '?');
    }

    /**
     * A text that tells rows apart: other bytes, another key. Those that have no meaning stand behind a zero, which no
     * text has.
     */
    String key(byte[] array, int offset, int length) {
        String text = new String(array, offset, length, bytes == null ? StandardCharsets.UTF_8 : bytes);
        return bytes == null || text.indexOf('\uFFFD') < 0
                ? text
                : '\0' + new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }
}
