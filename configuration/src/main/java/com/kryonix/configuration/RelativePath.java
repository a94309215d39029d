package com.kryonix.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.nio.file.Path;

/** A path, looked for beside the file that names it. */
final class RelativePath extends StdDeserializer<Path> {
    /** The attribute of a reading that has the file. */
    static final String FILE = "file";

    private static final long serialVersionUID = 1L;

    RelativePath() {
        super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Path) context.reportInputMismatch(this, "not a text");
        }
        return context.getAttribute(FILE) instanceof Path file
                ? file.resolveSibling(parser.getText())
                : Path.of(parser.getText());
    }
}
