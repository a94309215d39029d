package com.kryonix.exporter.http;

import com.kryonix.exporter.exposition.Format;
import java.util.List;

/** Which format and encoding a client gets for what it says it accepts. */
final class Negotiation {
    private static final String UNVERSIONED = "";

    private Negotiation() {}

    /** The best of what is accepted; the text format where that is equal, and where nothing we have is. */
    static Format format(String accept) {
        List<Preference> preferences = Preference.parse(accept);
        double text = quality(preferences, "text/plain", "0.0.4");
        double openMetrics = quality(preferences, "application/openmetrics-text", "1.0.0");
        return openMetrics > text ? Format.OPENMETRICS : Format.TEXT;
    }

    /** The quality that the most specific range which covers a media type gives to it; 0 when none does. */
    private static double quality(List<Preference> preferences, String type, String version) {
        double quality = 0;
        int best = 0;
        for (Preference preference : preferences) {
            int specificity = specificity(preference, type, version);
            if (specificity > best || (specificity == best && specificity > 0)) {
                quality = specificity > best ? preference.quality() : Math.max(quality, preference.quality());
                best = specificity;
            }
        }
        return quality;
    }

    /** 0: does not cover it. */
    private static int specificity(Preference range, String type, String version) {
        if (range.value().equals(type)) {
            String wanted = range.parameters().getOrDefault("version", UNVERSIONED);
            if (wanted.equals(version)) {
                return 4;
            }
            return wanted.equals(UNVERSIONED) ? 3 : 0;
        }
        if (range.value().equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 2;
        }
        return range.value().equals("*/*") ? 1 : 0;
    }

    /** Whether to compress: gzip is accepted, and not less welcome than no encoding at all. */
    static boolean gzip(String acceptEncoding) {
        double gzip = -1;
        double any = -1;
        double identity = -1;
        for (Preference preference : Preference.parse(acceptEncoding)) {
            switch (preference.value()) {
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, preference.quality());
                case "*" -> any = preference.quality();
                case "identity" -> identity = preference.quality();
                default -> {
                    // An encoding that we do not have.
                }
            }
        }
        double quality = gzip < 0 ? any : gzip;
        return quality > 0 && quality >= identity;
    }
}
