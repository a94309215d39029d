package com.kryonix.postgres.statements;

import java.util.Locale;
import java.util.Set;

/**
 * A statement's text as it may be shown: on one line, without comments (they can hold trace ids), and with every quoted
 * literal replaced by {@code '***'}. The view's text has {@code $1} in the place of constants in queries only; utility
 * statements keep theirs, {@code CREATE ROLE … PASSWORD 'x'} among them, and so do all statements in some versions.
 *
 * @param text redacted, at most as long as asked for, ending in {@value #CUT} when it was cut
 * @param command the SQL command it is, {@code OTHER} if it is none we know
 */
record QueryText(String text, String command) {
    static final String CUT = " ...";
    static final String REDACTED = "'***'";

    private static final Set<String> COMMANDS = Set.of(
            "ALTER",
            "ANALYZE",
            "BEGIN",
            "CALL",
            "CHECKPOINT",
            "CLOSE",
            "CLUSTER",
            "COMMENT",
            "COMMIT",
            "COPY",
            "CREATE",
            "DEALLOCATE",
            "DECLARE",
            "DELETE",
            "DISCARD",
            "DO",
            "DROP",
            "EXECUTE",
            "EXPLAIN",
            "FETCH",
            "GRANT",
            "IMPORT",
            "INSERT",
            "LISTEN",
            "LOAD",
            "LOCK",
            "MERGE",
            "MOVE",
            "NOTIFY",
            "PREPARE",
            "REASSIGN",
            "REFRESH",
            "REINDEX",
            "RELEASE",
            "RESET",
            "REVOKE",
            "ROLLBACK",
            "SAVEPOINT",
            "SECURITY",
            "SELECT",
            "SET",
            "SHOW",
            "START",
            "TABLE",
            "TRUNCATE",
            "UNLISTEN",
            "UPDATE",
            "VACUUM",
            "VALUES");
    private static final Set<String> AFTER_WITH = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES");

    /** @param complete false when {@code raw} is only the beginning of the statement */
    static QueryText of(String raw, boolean complete, int length) {
        String redacted = new Redaction(raw).text();
        String command = command(redacted);
        if (complete && redacted.length() <= length) {
            return new QueryText(redacted, command);
        }
        int room = Math.max(0, length - CUT.length());
        int end = Math.min(room, redacted.length());
        if (end > 0 && end < redacted.length() && Character.isHighSurrogate(redacted.charAt(end - 1))) {
            end--;
        }
        return new QueryText(redacted.substring(0, end) + CUT, command);
    }

    /** The first word; after WITH the first command outside of parentheses. */
    private static String command(String text) {
        int depth = 0;
        boolean with = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '"') {
                end = Math.max(at, text.indexOf('"', at + 1)) + 1;
            } else if (Character.isLetter(c)) {
                while (end < text.length() && isWordPart(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(at, end).toUpperCase(Locale.ROOT);
                if (!with && !word.equals("WITH")) {
                    return COMMANDS.contains(word) ? word : "OTHER";
                }
                with = true;
                if (depth <= 0 && AFTER_WITH.contains(word)) {
                    return word;
                }
            }
            at = end;
        }
        return "OTHER";
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
