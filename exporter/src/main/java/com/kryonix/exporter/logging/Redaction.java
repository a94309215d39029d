package com.kryonix.exporter.logging;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a text. Our own messages hold none; this is for what drivers put into exceptions: what a URL has
 * before its {@code @}, what follows {@code password=}, and the configured passwords wherever they stand.
 */
public final class Redaction implements UnaryOperator<String> {
    private static final String GONE = "***";
    private static final int SHORTEST = 4;
    private static final Pattern LOGIN = Pattern.compile("(://[^\\s:/@]*):\\S*@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)[\"']?\\s*[=:]\\s*)[^\\s&,;)}]+");

    private final List<String> secrets;

    /** @param secrets the configured ones; those shorter than 4 characters would blank out half the log */
    public Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .toList();
    }

    @Override
    public String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, GONE);
        }
        clean = LOGIN.matcher(clean).replaceAll("$1:" + GONE + "@");
        return PARAMETER.matcher(clean).replaceAll("$1" + GONE);
    }
}
