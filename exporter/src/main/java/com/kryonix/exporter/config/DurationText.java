package com.kryonix.exporter.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.kryonix.configuration.Durations;
import java.io.IOException;
import java.time.Duration;

/** A duration as the file writes it: {@code 5s}. */
final class DurationText extends StdSerializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationText() {
        super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeString(Durations.format(value));
    }
}
