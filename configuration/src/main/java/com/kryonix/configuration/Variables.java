package com.kryonix.configuration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to environment variables in a value.
 *
 * <pre>
 * password: ${PGPASSWORD}         the variable, which must be set
 * port: ${PGPORT:-5432}           the variable, or this
 * password: a$${b                 the text a${b
 * </pre>
 */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|\\$\\{");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws InvalidSetting naming the variable that is missing, or the form that is allowed */
    String substitute(String value) {
        if (!value.contains("${")) {
            return value;
        }
        Matcher matcher = REFERENCE.matcher(value);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement(matcher)));
        }
        return matcher.appendTail(result).toString();
    }

    private String replacement(Matcher matcher) {
        if (matcher.group().equals("$${")) {
            return "${";
        }
        String name = matcher.group(1);
        if (name == null) {
            throw new InvalidSetting(
                    "", "not a variable; allowed: ${NAME}, ${NAME:-default}, and $${ for a literal ${");
        }
        String found = environment.get(name);
        if (found != null && !found.isEmpty()) {
            return found;
        }
        String otherwise = matcher.group(2);
        if (otherwise == null) {
            throw new InvalidSetting(
                    "", "environment variable " + name + " is not set; set it, or write ${" + name + ":-default}");
        }
        return otherwise;
    }
}
