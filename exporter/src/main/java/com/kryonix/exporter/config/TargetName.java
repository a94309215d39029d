package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import java.util.regex.Pattern;

/** What a target may be called: it becomes a label value and part of a URL. */
final class TargetName {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    private TargetName() {}

    /** @throws InvalidSetting saying what is allowed */
    static String check(String key, String name) {
        if (!FORM.matcher(name).matches()) {
            throw new InvalidSetting(
                    key,
                    "\"" + name
                            + "\" is no name; allowed: up to 63 letters, digits, _ . and -, a letter or digit first");
        }
        return name;
    }
}
