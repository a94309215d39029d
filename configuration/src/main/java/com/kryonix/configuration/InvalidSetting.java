package com.kryonix.configuration;

/** A record refused one of its values. Whoever reads the configuration adds where the key stands. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    /** @param key relative to the record that refuses; empty for the record itself */
    public InvalidSetting(String key, String reason) {
        super(reason);
        this.key = key;
        this.reason = reason;
    }

    public String key() {
        return key;
    }

    /** What is wrong and what is allowed. */
    public String reason() {
        return reason;
    }

    /** @throws InvalidSetting when {@code value} lies outside of {@code least}..{@code most} */
    public static int within(String key, int least, int most, int value) {
        if (value < least || value > most) {
            throw new InvalidSetting(key, value + " is out of range; allowed: " + least + " to " + most);
        }
        return value;
    }
}
