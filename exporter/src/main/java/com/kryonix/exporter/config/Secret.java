package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.kryonix.configuration.InvalidSetting;

/** A text that is never shown: it prints as {@code ***}, also in records and on /config. */
public record Secret(String reveal) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {
        if (reveal.isEmpty()) {
            throw new InvalidSetting("", "is empty; leave the key out when there is no secret");
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return "***";
    }
}
