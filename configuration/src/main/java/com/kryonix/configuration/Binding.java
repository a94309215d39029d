package com.kryonix.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a tree of texts to records; what Jackson refuses is said again in the user's terms. */
final class Binding {
    private final YamlTree.Parsed tree;
    private final ObjectReader reader;
    private final Map<Class<?>, Map<String, RecordComponent>> keys = new HashMap<>();

    Binding(YamlTree.Parsed tree, ObjectReader reader) {
        this.tree = tree;
        this.reader = reader;
    }

    /** @throws InvalidConfig for the first key or value that {@code type} does not take */
    <T> T bind(Class<T> type) {
        check(tree.root(), type, "");
        try {
            return reader.treeToValue(tree.root(), type);
        } catch (JsonMappingException e) {
            throw refusal(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Refuses unknown keys and empty values. First of all, as a record would else complain that the key is missing which
     * the user misspelt, and would take an empty value for one that is left out.
     */
    private void check(JsonNode node, Class<?> type, String path) {
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            check(node.get(i), type, path + "[" + i + "]");
        }
        if (!node.isObject() || !Expected.isMapping(type)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            RecordComponent component =
                    keys.computeIfAbsent(type, Expected::components).get(key);
            if (component == null) {
                throw tree.places().refusal(keyPath, Misspelt.message("unknown key", key, Expected.keys(type)));
            }
            Class<?> element = Expected.element(component);
            if (!Expected.isMap(component)) {
                fill(entry, component.getType(), keyPath);
                check(entry.getValue(), element, keyPath);
                continue;
            }
            fill(entry, Map.class, keyPath);
            for (Map.Entry<String, JsonNode> named : entry.getValue().properties()) {
                String namePath = keyPath + "." + named.getKey();
                fill(named, element, namePath);
                check(named.getValue(), element, namePath);
            }
        }
    }

    /** Nothing behind a key is a mapping without keys, where the key takes a mapping; elsewhere it is a mistake. */
    private void fill(Map.Entry<String, JsonNode> entry, Class<?> type, String path) {
        if (!entry.getValue().isNull()) {
            return;
        }
        if (type != Map.class && !Expected.isMapping(type)) {
            throw tree.places().refusal(path, YamlTree.EMPTY);
        }
        entry.setValue(JsonNodeFactory.instance.objectNode());
    }

    private InvalidConfig refusal(JsonMappingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // Of another file, which a record reads: it names its own place.
            if (cause instanceof InvalidConfig there) {
                return there;
            }
        }
        String path = path(e.getPath());
        InvalidSetting refused = refusedIn(e);
        if (refused != null) {
            String key = refused.key();
            String whole = path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
            return tree.places().refusal(whole, refused.reason());
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return tree.places().refusal(path, Expected.of(type));
    }

    private static @Nullable InvalidSetting refusedIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting refused) {
                return refused;
            }
        }
        return null;
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
