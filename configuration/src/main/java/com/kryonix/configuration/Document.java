package com.kryonix.configuration;

import java.util.function.Function;

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
     * What is made of it.
     *
     * @throws InvalidConfig for what {@code make} refuses by an {@link InvalidSetting}
     */
    public <R> R map(Function<T, R> make) {
        try {
            return make.apply(value);
        } catch (InvalidSetting e) {
            throw refusal(e.key(), e.reason());
        }
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
