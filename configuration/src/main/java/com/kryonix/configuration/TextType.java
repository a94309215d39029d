package com.kryonix.configuration;

import java.util.function.Function;

/**
 * A type that a file writes as one text.
 *
 * @param parse throws {@link IllegalArgumentException} whose message says what is wrong and what is allowed
 */
public record TextType<T>(Class<T> type, Function<String, T> parse) {
    FromText<T> deserializer() {
        return new FromText<>(type, parse);
    }
}
