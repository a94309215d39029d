package com.kryonix.events.declaration;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.kryonix.configuration.Document;
import com.kryonix.configuration.Purpose;
import com.kryonix.configuration.StrictYaml;
import com.kryonix.configuration.TextType;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads declarations: a user's files, and those that are built in. */
public final class Declarations {
    /** The tables of the schema that {@code schema apply} makes and that are tailed, in the order of the catalogue. */
    private static final List<String> PLATFORM =
            List.of("api_metrics", "frontend_metrics", "database_metrics", "cache_metrics", "alerts");

    private static final StrictYaml YAML = new StrictYaml(
            new Purpose("correct the path under files:", "write table: and at least one counter or histogram", "table"),
            List.of(regularExpressions()));

    private Declarations() {}

    /** RE2's, which take linear time whatever they are given. */
    public static TextType<Pattern> regularExpressions() {
        return new TextType<>(Pattern.class, Declarations::pattern);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "no regular expression of RE2: " + e.getDescription() + "; allowed: one such as ^/shop/[^/]+", e);
        }
    }

    /**
     * A user's own table.
     *
     * @param metrics names that its families cannot have
     * @param tails names that it cannot have
     * @throws com.kryonix.configuration.InvalidConfig with one line: file, line, key, what is wrong, what is allowed
     */
    public static EventTable read(Path file, Set<String> metrics, Set<String> tails) {
        Document<TableDeclaration> document = YAML.document(file, Map.of(), TableDeclaration.class);
        TableDeclaration table = document.value();
        if (tails.contains(table.name())) {
            throw document.refusal("name", "\"" + table.name() + "\" is another table's; give this one a name:");
        }
        refuse(document, "counters.", table.counters().keySet(), metrics);
        refuse(document, "histograms.", table.histograms().keySet(), metrics);
        refuse(document, "gauges.", table.gauges().keySet(), metrics);
        EventTable.Advice advice = new EventTable.Advice("create it, or correct " + file, ", or correct " + file);
        return document.map(declared -> declared.toTable(advice, Map.of()));
    }

    private static void refuse(Document<?> document, String key, Set<String> names, Set<String> taken) {
        for (String name : names) {
            if (taken.contains(name)) {
                throw document.refusal(key + name, "another family has this name; choose one of your own");
            }
        }
    }

    /** The platform's own tables, {@code performance.*}. */
    public static List<EventTable> platform(TableOptions options) {
        return options.equals(TableOptions.USUAL) ? Usual.TABLES : parse(options);
    }

    /** Read once, when first needed. */
    private static final class Usual {
        static final List<EventTable> TABLES = parse(TableOptions.USUAL);
    }

    private static List<EventTable> parse(TableOptions options) {
        return PLATFORM.stream().map(name -> builtIn(name, options)).toList();
    }

    private static EventTable builtIn(String name, TableOptions options) {
        String file = name + ".yml";
        String text = resource(file);
        Map<String, String> variables = options.missesLoggedAsSet()
                ? Map.of("MISS_LOGGED_AS_SET", "or operation = set and is_hit = false")
                : Map.of();
        return YAML.text(file, text, variables, TableDeclaration.class)
                .toTable(
                        new EventTable.Advice(
                                "run kryonix-exporter schema apply", ", as kryonix-exporter schema apply makes it"),
                        Map.of("endpoint", options.endpointRules(), "page", options.endpointRules()));
    }

    private static String resource(String file) {
        try (InputStream in = EventTable.class.getResourceAsStream("/com/kryonix/events/tables/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
