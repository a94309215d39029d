package com.kryonix.events.label;

import com.google.re2j.Pattern;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import java.util.List;

/**
 * A user's own way to make a value regular. RE2's expressions take linear time, whatever a hostile value looks like.
 *
 * @param match what is replaced, wherever it occurs
 * @param replace what stands in its place
 */
public record Rule(
        @Setting("A regular expression (RE2); whatever part of the value it matches is replaced.")
        Pattern match,

        @Setting("What stands in its place; `$1` is the first group.")
        String replace) {
    public Rule {
        if (match == null) {
            throw new InvalidSetting("match", "missing; allowed: a regular expression, such as ^/shop/[^/]+");
        }
        if (replace == null) {
            throw new InvalidSetting("replace", "missing; allowed: a text, such as /shop/:slug");
        }
        java.util.regex.Matcher group = GROUP.matcher(replace);
        while (group.find()) {
            if (Integer.parseInt(group.group(1)) > match.groupCount()) {
                throw new InvalidSetting(
                        "replace", group.group() + " is no group of match, which has " + match.groupCount());
            }
        }
    }

    private static final java.util.regex.Pattern GROUP = java.util.regex.Pattern.compile("(?<!\\\\)\\$(\\d)");

    /** The value after all of these rules, in order. */
    static String apply(List<Rule> rules, String value) {
        String result = value;
        for (Rule rule : rules) {
            result = rule.match.matcher(result).replaceAll(rule.replace);
        }
        return result;
    }
}
