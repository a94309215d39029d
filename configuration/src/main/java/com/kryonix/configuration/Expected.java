package com.kryonix.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value of a type looks like in the file. */
public final class Expected {
    private Expected() {}

    /** The message for a value that is not of {@code type}. The value itself is not repeated: it may be a secret. */
    public static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "wrong type";
        }
        if (type.isEnum()) {
            return "unknown value; allowed: " + names(type);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "wrong type; allowed: a list, such as [a, b]";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "wrong type; allowed: a mapping from names";
        }
        if (type.isRecord() && isMapping(type)) {
            return "wrong type; allowed: a mapping with the keys " + String.join(", ", keys(type));
        }
        if (type == Integer.class || type == int.class) {
            return "wrong type; allowed: a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "wrong type; allowed: a number";
        }
        return "wrong type; allowed: " + (type == Duration.class ? "a duration, such as 5s" : "one text");
    }

    /** The enum constants as the file writes them. */
    public static String names(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> {
                    JsonProperty written = field.getAnnotation(JsonProperty.class);
                    return written == null ? field.getName() : written.value();
                })
                .collect(Collectors.joining(", "));
    }

    /** Whether the record is written as a mapping, and not as one text. */
    public static boolean isMapping(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .allMatch(component -> component.isAnnotationPresent(Setting.class));
    }

    /** A component's type; of a list or a map, that of its entries. */
    public static Class<?> element(RecordComponent component) {
        boolean several = component.getType() == List.class || isMap(component);
        if (several && component.getGenericType() instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return of[of.length - 1] instanceof Class<?> type ? type : Object.class;
        }
        return component.getType();
    }

    /** Whether the file's keys are names of its writer's choice. */
    static boolean isMap(RecordComponent component) {
        return component.getType() == Map.class;
    }

    /** A record's components by their keys. */
    static Map<String, RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(Expected::key, component -> component));
    }

    /** A record's keys, in the order in which it declares them. */
    public static List<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Expected::key).toList();
    }

    /** A component's name as the file writes it: snake case. */
    public static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
