package com.kryonix.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kind of YAML file. Keys are a record's components in snake case; unknown ones, those that stand twice, aliases,
 * empty values and wrong types are refused with one line: file, line, key, what is wrong, what is allowed.
 */
public final class StrictYaml {
    private final Purpose purpose;
    private final List<TextType<?>> texts;

    /** @param texts the types that are written as one text, besides texts, numbers, durations and time zones */
    public StrictYaml(Purpose purpose, List<TextType<?>> texts) {
        this.purpose = purpose;
        this.texts = List.copyOf(texts);
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
        List<TextType<?>> more = new ArrayList<>(texts);
        more.add(new TextType<>(Path.class, file.toAbsolutePath()::resolveSibling));
        return new Document<>(new Binding(tree, more).bind(type), tree.places());
    }

    /**
     * Reads a text.
     *
     * @param name what refusals call it
     * @param variables what its values may refer to
     * @throws InvalidConfig with one line
     */
    public <T> T text(String name, String text, Map<String, String> variables, Class<T> type) {
        return new Binding(YamlTree.parse(name, text, new Variables(variables), purpose), texts).bind(type);
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
