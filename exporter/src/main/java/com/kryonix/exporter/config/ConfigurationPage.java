package com.kryonix.exporter.config;

import com.kryonix.configuration.Expected;
import com.kryonix.configuration.Setting;
import com.kryonix.events.declaration.TableDeclaration;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** docs/configuration.md's tables: a section a record, a row a key, its default as a built configuration has it. */
public final class ConfigurationPage {
    private final StringBuilder page = new StringBuilder();

    private ConfigurationPage() {}

    /** All keys, as Markdown. */
    public static String text() {
        PostgresTarget postgres = PostgresTarget.at("postgres", "postgresql://localhost");
        RedisTarget redis = RedisTarget.at("redis", "redis://localhost");
        ConfigurationPage page = new ConfigurationPage();
        page.section("", ExporterConfig.class, ExporterConfig.of(List.of(postgres), List.of(redis)));
        return page.page.toString();
    }

    /** The keys of a file that declares an event table, as Markdown. */
    public static String ofTables() {
        ConfigurationPage page = new ConfigurationPage();
        page.section("", TableDeclaration.class, null);
        return page.page.toString();
    }

    /** @param example null where there is none, and so no default */
    private void section(String prefix, Class<?> type, @Nullable Object example) {
        page.append("\n## ")
                .append(prefix.isEmpty() ? "Top level" : "`" + prefix + "`")
                .append("\n\n");
        page.append("| key | type | default | meaning |\n| --- | --- | --- | --- |\n");
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            page.append("| `").append(Expected.key(component)).append("` | ");
            page.append(typeName(component))
                    .append(" | ")
                    .append(defaultOf(component, example))
                    .append(" | ");
            page.append(setting.value().replace("|", "\\|")).append(" |\n");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> nested = nested(component);
            Object value = value(component, example);
            if (nested != null && (value != null || example == null)) {
                boolean list = component.getType() == List.class;
                boolean map = component.getType() == Map.class;
                String path = (prefix.isEmpty() ? "" : prefix + ".") + Expected.key(component);
                Object nestedExample = value instanceof List<?> some ? first(some) : value;
                section(path + (list ? "[]" : map ? ".NAME" : ""), nested, map ? null : nestedExample);
            }
        }
    }

    /** The record that is written as a mapping under this key, if there is one. */
    private static @Nullable Class<?> nested(RecordComponent component) {
        Class<?> type = Expected.element(component);
        return Expected.isMapping(type) ? type : null;
    }

    private static @Nullable Object first(List<?> list) {
        return list.isEmpty() ? null : list.get(0);
    }

    private static String typeName(RecordComponent component) {
        Class<?> type = Expected.element(component);
        String name = Expected.isMapping(type) ? "mapping" : scalar(type);
        if (component.getType() == Map.class) {
            return "mappings by name";
        }
        return component.getType() == List.class ? "list of " + (name.equals("text") ? "texts" : name) : name;
    }

    private static String scalar(Class<?> type) {
        if (type.isEnum()) {
            return "`" + Expected.names(type).replace(", ", "`, `") + "`";
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == Integer.class || type == int.class) {
            return "whole number";
        }
        if (type == boolean.class) {
            return "`true` or `false`";
        }
        return type == Double.class ? "number" : "text";
    }

    private static String defaultOf(RecordComponent component, @Nullable Object example) {
        Object value = value(component, example);
        if (value == null || nested(component) != null || component.getName().equals("url")) {
            return "";
        }
        if (value instanceof List<?> list) {
            return "`[" + list.stream().map(ConfigText::ofValue).collect(Collectors.joining(", ")) + "]`";
        }
        return "`" + ConfigText.ofValue(value) + "`";
    }

    private static @Nullable Object value(RecordComponent component, @Nullable Object example) {
        if (example == null) {
            return null;
        }
        try {
            return component.getAccessor().invoke(example);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
