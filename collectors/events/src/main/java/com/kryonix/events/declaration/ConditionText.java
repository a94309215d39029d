package com.kryonix.events.declaration;

import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import com.kryonix.events.table.Condition.Alternative;
import com.kryonix.events.table.Condition.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition as a declaration writes it, a small part of SQL's:
 *
 * <pre>
 * success = false
 * operation in (get, miss) and is_hit = true
 * operation = set and is_hit = false or execution_time > 1000
 * </pre>
 *
 * A column is a flag where it is compared with true or false, a number where with a number, a text otherwise.
 */
final class ConditionText {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"[^\"]+\"|'(?:[^']|'')*'|[<>!]?=|[<>(),]|[^\\s(),=<>!'\"]+)");

    private static final Pattern LOOKS_LIKE_NUMBER =
            Pattern.compile("[-+]?[\\d.]+(e[-+]?\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    private static final Set<String> SIGNS = Set.of("=", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED = Set.of("and", "or", "in", "not", "is", "null", "like");

    private final Columns columns;
    private final boolean optional;
    private final List<String> tokens;
    private int at;

    private ConditionText(List<String> tokens, Columns columns, boolean optional) {
        this.tokens = tokens;
        this.columns = columns;
        this.optional = optional;
    }

    /**
     * @param optional whether a table may lack the columns
     * @throws IllegalArgumentException saying what is wrong and what is allowed
     */
    static Condition parse(String text, Columns columns, boolean optional) {
        ConditionText parser = new ConditionText(tokens(text), columns, optional);
        List<Alternative> alternatives = new ArrayList<>();
        do {
            List<Comparison> comparisons = new ArrayList<>();
            do {
                comparisons.add(parser.comparison());
            } while (parser.accept("and"));
            alternatives.add(new Alternative(comparisons));
        } while (parser.accept("or"));
        if (parser.at < parser.tokens.size()) {
            throw wrong("\"" + parser.tokens.get(parser.at) + "\" where and, or or the end should be");
        }
        return new Condition(String.join(" ", parser.tokens), alternatives);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < text.strip().length()) {
            throw wrong("\"" + text.strip().substring(end).strip() + "\" is not understood");
        }
        return tokens;
    }

    private Comparison comparison() {
        String name = next("a column");
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT)) || SIGNS.contains(name) || name.startsWith("'")) {
            throw wrong("\"" + name + "\" where a column should be");
        }
        String column = name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
        boolean not = accept("not");
        if (accept("in")) {
            return Comparison.isOneOf(columns.text(column, optional), list(), !not);
        }
        String sign = next("a comparison");
        if (not || !SIGNS.contains(sign)) {
            throw wrong("\"" + sign + "\" after " + name);
        }
        return compare(column, sign, next("a value"));
    }

    private Comparison compare(String name, String sign, String literal) {
        boolean equality = sign.equals("=") || sign.equals("!=");
        if (equality && (literal.equalsIgnoreCase("true") || literal.equalsIgnoreCase("false"))) {
            boolean wanted = literal.equalsIgnoreCase("true") == sign.equals("=");
            return Comparison.isFlag(columns.flag(name, optional), wanted);
        }
        if (NUMBER.matcher(literal).matches()) {
            BigDecimal number = new BigDecimal(literal).stripTrailingZeros();
            return Comparison.ofNumber(columns.test(name, sign + " " + number.toPlainString(), optional));
        }
        if (LOOKS_LIKE_NUMBER.matcher(literal).matches()) {
            throw wrong(literal + " is too long; a number has up to 12 digits and 6 decimals");
        }
        if (!equality) {
            throw wrong(name + " " + sign + " needs a number, not " + literal);
        }
        return Comparison.isOneOf(columns.text(name, optional), Set.of(text(literal)), sign.equals("="));
    }

    private Set<String> list() {
        if (!next("(").equals("(")) {
            throw wrong("in needs a list in parentheses");
        }
        Set<String> values = new LinkedHashSet<>();
        do {
            values.add(text(next("a value")));
        } while (accept(","));
        if (!next(")").equals(")")) {
            throw wrong("the list has no end");
        }
        return values;
    }

    private static String text(String literal) {
        if (literal.startsWith("'")) {
            return literal.substring(1, literal.length() - 1).replace("''", "'");
        }
        if (SIGNS.contains(literal) || Set.of("(", ")", ",").contains(literal) || literal.startsWith("\"")) {
            throw wrong(literal + " where a value should be");
        }
        return literal;
    }

    private boolean accept(String word) {
        if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(word)) {
            at++;
            return true;
        }
        return false;
    }

    private String next(String what) {
        if (at == tokens.size()) {
            throw wrong("it ends where " + what + " should be");
        }
        return tokens.get(at++);
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                what + "; allowed: column = value, <, <=, >, >=, !=, column in (a, b), column not in (a, b), with and,"
                        + " or between them");
    }
}
