package com.kryonix.exporter.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One member of an Accept or Accept-Encoding header (RFC 9110, 12.4).
 *
 * @param value lower-case: {@code text/plain}, {@code gzip}, {@code *}
 * @param parameters without q
 * @param quality 0 to 1: 0 refuses
 */
record Preference(String value, Map<String, String> parameters, double quality) {
    /** Members that cannot be read are left out. */
    static List<Preference> parse(String header) {
        List<Preference> preferences = new ArrayList<>();
        for (String member : header.split(",", -1)) {
            String[] parts = member.split(";", -1);
            String value = parts[0].strip().toLowerCase(Locale.ROOT);
            if (!value.isEmpty()) {
                Map<String, String> parameters = new HashMap<>();
                for (int i = 1; i < parts.length; i++) {
                    String[] pair = parts[i].split("=", 2);
                    if (pair.length == 2) {
                        parameters.put(
                                pair[0].strip().toLowerCase(Locale.ROOT),
                                pair[1].strip().replace("\"", ""));
                    }
                }
                String quality = parameters.remove("q");
                preferences.add(new Preference(value, parameters, quality == null ? 1 : quality(quality)));
            }
        }
        return preferences;
    }

    private static double quality(String text) {
        try {
            double quality = Double.parseDouble(text);
            return quality >= 0 && quality <= 1 ? quality : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
