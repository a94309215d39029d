package com.kryonix.configuration;

import org.jspecify.annotations.Nullable;

/** Keys that say the same thing in two ways, of which a user may give one. */
public final class OneWay {
    private OneWay() {}

    /** @param keysAndValues the keys that {@code whole} replaces, each followed by its value */
    public static void instead(String whole, @Nullable Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                throw new InvalidSetting(
                        String.valueOf(keysAndValues[i]), "stands beside " + whole + "; allowed: one of the two");
            }
        }
    }

    public static void orElse(String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        if (firstValue != null && secondValue != null) {
            throw new InvalidSetting(second, "stands beside " + first + "; allowed: one of the two");
        }
    }
}
