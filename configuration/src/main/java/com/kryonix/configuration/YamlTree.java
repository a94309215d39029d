package com.kryonix.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A YAML text as mappings, lists and texts, with the line of each. All scalars stay texts: the record that takes a
 * value says its type, so {@code password: 0123} keeps its zero and a variable may stand for a number.
 */
final class YamlTree {
    /** The complaint about a key that has no value where it needs one. */
    static final String EMPTY = "is empty; give it a value, or leave the key out";

    private static final String EMPTY_ENTRY = "an empty entry; give it a value or remove it";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String file;
    private final Variables variables;
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlTree(String file, Variables variables) {
        this.file = file;
        this.variables = variables;
    }

    /** The tree of {@code text} and the places of its keys; {@code root} is a mapping. */
    record Parsed(ObjectNode root, YamlTree places) {}

    /** @throws InvalidConfig for what is not YAML, an empty text, a key that is there twice, a variable that is not */
    static Parsed parse(String file, String text, Variables variables, Purpose purpose) {
        YamlTree tree = new YamlTree(file, variables);
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                throw new InvalidConfig(file + ": is empty; " + purpose.write());
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw tree.refusal(
                        "", line(parser), "not a mapping; allowed: keys with values, such as " + purpose.key() + ":");
            }
            ObjectNode root = tree.mapping(parser, "");
            if (parser.nextToken() != null) {
                throw tree.refusal("", line(parser), "a second document; allowed: one");
            }
            return new Parsed(root, tree);
        } catch (JsonProcessingException e) {
            throw tree.notYaml(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode mapping(YAMLParser parser, String path) throws IOException {
        ObjectNode mapping = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            Integer before = lines.put(keyPath, line(parser));
            if (before != null) {
                throw refusal(keyPath, line(parser), "a second time; it is on line " + before + " already");
            }
            parser.nextToken();
            JsonNode value = node(parser, keyPath);
            // Of a variable that is not set and has an empty default: its writer wants the key left out then.
            if (!value.isMissingNode()) {
                mapping.set(key, value);
            }
        }
        return mapping;
    }

    private ArrayNode list(YAMLParser parser, String path) throws IOException {
        ArrayNode list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String entryPath = path + "[" + list.size() + "]";
            lines.put(entryPath, line(parser));
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                throw refusal(entryPath, line(parser), EMPTY_ENTRY);
            }
            JsonNode entry = node(parser, entryPath);
            if (entry.isMissingNode()) {
                throw refusal(entryPath, EMPTY_ENTRY);
            }
            list.add(entry);
        }
        return list;
    }

    /** @return a null node for what is empty in the text, a missing one for what its variables make empty */
    private JsonNode node(YAMLParser parser, String path) throws IOException {
        if (parser.isCurrentAlias()) {
            throw refusal(path, line(parser), "an alias (*); write the value itself");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, path);
            case START_ARRAY -> list(parser, path);
            case VALUE_NULL -> NODES.nullNode();
            default -> scalar(parser, path);
        };
    }

    private JsonNode scalar(YAMLParser parser, String path) throws IOException {
        String text = parser.getText();
        if (text.isEmpty()) {
            throw refusal(path, line(parser), EMPTY);
        }
        try {
            String value = variables.substitute(text);
            return value.isEmpty() ? NODES.missingNode() : NODES.textNode(value);
        } catch (InvalidSetting e) {
            throw refusal(path, line(parser), e.reason());
        }
    }

    /** The message for a value at {@code path}: {@code kryonix.yml:12: scrapes.timeout: …}. */
    InvalidConfig refusal(String path, String reason) {
        String known = path;
        while (!lines.containsKey(known) && !known.isEmpty()) {
            known = parent(known);
        }
        return refusal(path, lines.getOrDefault(known, 1), reason);
    }

    private InvalidConfig refusal(String path, int line, String reason) {
        return new InvalidConfig(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + reason);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Only the problem's name: the rest of snakeyaml's message quotes the text, which may hold a secret. */
    private InvalidConfig notYaml(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return refusal("", marked.getProblemMark().getLine() + 1, "not YAML: " + marked.getProblem());
        }
        return refusal("", e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "not YAML");
    }
}
