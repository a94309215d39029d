package com.kryonix.postgres.statements;

import org.jspecify.annotations.Nullable;

/** Walks SQL once, as PostgreSQL's lexer would, leaving out comments and the content of literals. */
final class Redaction {
    private final String sql;
    private final StringBuilder out;
    private int at;

    Redaction(String sql) {
        this.sql = sql;
        this.out = new StringBuilder(sql.length());
    }

    String text() {
        while (at < sql.length()) {
            step();
        }
        return out.toString().strip();
    }

    private void step() {
        char c = sql.charAt(at);
        if (c == '\'') {
            literal(isEscapeString());
        } else if (c == '"') {
            identifier();
        } else if (c == '$') {
            dollar(dollarTag());
        } else if (sql.startsWith("--", at)) {
            at = end(sql.indexOf('\n', at), 1);
            space();
        } else if (sql.startsWith("/*", at)) {
            blockComment();
            space();
        } else if (Character.isWhitespace(c) || Character.isISOControl(c)) {
            at++;
            space();
        } else {
            out.append(c);
            at++;
        }
    }

    private void space() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    /** {@code E'…'}: a lone e or E before the quote. */
    private boolean isEscapeString() {
        return at > 0
                && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                && (at == 1 || !isIdentifierPart(sql.charAt(at - 2)));
    }

    /** A doubled quote does not end it; nor, where backslashes escape, does one behind a backslash. */
    private void literal(boolean backslashEscapes) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && backslashEscapes) {
                at += 2;
            } else if (c == '\'' && sql.startsWith("''", at)) {
                at += 2;
            } else if (c == '\'') {
                at++;
                break;
            } else {
                at++;
            }
        }
        at = Math.min(at, sql.length());
        out.append(QueryText.REDACTED);
    }

    private void identifier() {
        int close = end(sql.indexOf('"', at + 1), 1);
        out.append(sql, at, close);
        at = close;
    }

    /** The opening tag of a dollar-quoted literal here, {@code $$} or {@code $tag$}; null for a parameter or a plain $. */
    private @Nullable String dollarTag() {
        if (at > 0 && isIdentifierPart(sql.charAt(at - 1))) {
            return null;
        }
        int end = at + 1;
        while (end < sql.length() && isIdentifierPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean closed = end < sql.length() && sql.charAt(end) == '$';
        boolean named = end == at + 1 || !Character.isDigit(sql.charAt(at + 1));
        return closed && named ? sql.substring(at, end + 1) : null;
    }

    private void dollar(@Nullable String tag) {
        if (tag == null) {
            out.append('$');
            at++;
            return;
        }
        at = end(sql.indexOf(tag, at + tag.length()), tag.length());
        out.append(QueryText.REDACTED);
    }

    /** Block comments nest. */
    private void blockComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        at = Math.min(at, sql.length());
    }

    /** Behind what was found, or the end of the text. */
    private int end(int found, int length) {
        return found < 0 ? sql.length() : found + length;
    }

    private static boolean isIdentifierPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
