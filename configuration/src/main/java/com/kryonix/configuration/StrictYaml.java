package com.kryonix.configuration;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A kind of YAML file. Keys are a record's components in snake case; unknown ones, those that stand twice, aliases,
 * empty values and wrong types are refused with one line: file, line, key, what is wrong, what is allowed.
 */
public final class StrictYaml {
    private final Purpose purpose;
    private final ObjectMapper mapper;

    /** @param texts the types that are written as one text, besides texts, numbers, durations and time zones */
    public StrictYaml(Purpose purpose, List<TextType<?>> texts) {
        this.purpose = purpose;
        this.mapper = mapper(texts);
    }

    /** One for all files of the kind: what it finds out about the records it finds out once. */
    private static ObjectMapper mapper(List<TextType<?>> texts) {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(Path.class, new RelativePath());
        add(module, new TextType<>(Duration.class, Durations::parse));
        add(module, new TextType<>(ZoneId.class, TimeZones::parse));
        texts.forEach(text -> add(module, text));
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .addModule(module)
                .build();
    }

    private static <T> void add(SimpleModule module, TextType<T> text) {
        module.addDeserializer(text.type(), text.deserializer());
    }

    /**
     * Reads a file; relative paths in it are looked for beside it.
     *
     * @param environment what the file's values may refer to as {@code ${NAME}}
     * @throws InvalidConfig with one line
     */
    public <T> T file(Path file, Map<String, String> environment, Class<T> type) {
        return document(file, environment, type).value();
    }

    /**
     * The same, for a reader that may have to refuse something later.
     *
     * @throws InvalidConfig with one line
     */
    public <T> Document<T> document(Path file, Map<String, String> environment, Class<T> type) {
        YamlTree.Parsed tree = YamlTree.parse(file.toString(), read(file), new Variables(environment), purpose);
        ObjectReader reader = mapper.reader().withAttribute(RelativePath.FILE, file.toAbsolutePath());
        return new Document<>(new Binding(tree, reader).bind(type), tree.places());
    }

    /**
     * Reads a text.
     *
     * @param name what refusals call it
     * @param variables what its values may refer to
     * @throws InvalidConfig with one line
     */
    public <T> T text(String name, String text, Map<String, String> variables, Class<T> type) {
        return new Binding(YamlTree.parse(name, text, new Variables(variables), purpose), mapper.reader()).bind(type);
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidConfig(file + ": no such file; " + purpose.find());
        } catch (CharacterCodingException e) {
            throw new InvalidConfig(file + ": not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "is a folder" : "cannot be read";
            throw new InvalidConfig(file + ": " + what + "; name a file that the exporter's user can read");
        }
    }
}
