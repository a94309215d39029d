package com.kryonix.configuration;

/** What a file said, and where. */
public final class Document<T> {
    private final T value;
    private final YamlTree places;

    Document(T value, YamlTree places) {
        this.value = value;
        this.places = places;
    }

    public T value() {
        return value;
    }

    /**
     * What to throw when a value cannot be used.
     *
     * @param key the path to it: {@code counters.pg_up}
     * @param reason what is wrong, and what is allowed
     */
    public InvalidConfig refusal(String key, String reason) {
        return places.refusal(key, reason);
    }
}
