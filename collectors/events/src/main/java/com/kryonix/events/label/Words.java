package com.kryonix.events.label;

import java.util.List;
import java.util.Locale;

/** Families that a text names somewhere: the first word that it holds decides. */
final class Words {
    static final String OTHER = "other";

    /** Others name the browsers that they descend from, too: Edge calls itself Chrome, Chrome calls itself Safari. */
    private static final List<Word> BROWSERS = List.of(
            new Word("samsung", "samsung_internet"),
            new Word("edg", "edge"),
            new Word("opera", "opera"),
            new Word("opr/", "opera"),
            new Word("firefox", "firefox"),
            new Word("fxios", "firefox"),
            new Word("chrom", "chrome"),
            new Word("crios", "chrome"),
            new Word("safari", "safari"));

    /** Android is a Linux, and ChromeOS calls itself CrOS. */
    private static final List<Word> SYSTEMS = List.of(
            new Word("windows", "windows"),
            new Word("android", "android"),
            new Word("iphone", "ios"),
            new Word("ipad", "ios"),
            new Word("ios", "ios"),
            new Word("chrome os", "chromeos"),
            new Word("chromeos", "chromeos"),
            new Word("cros", "chromeos"),
            new Word("mac", "macos"),
            new Word("os x", "macos"),
            new Word("linux", "linux"),
            new Word("ubuntu", "linux"));

    private record Word(String text, String family) {}

    private Words() {}

    /** The browser's family, of a name or of a whole user agent; {@link #OTHER} when it is none of the great ones. */
    static String browser(String raw) {
        return family(raw, BROWSERS);
    }

    /** The operating system's family, of a name or of a whole user agent; {@link #OTHER} when it is none we know. */
    static String system(String raw) {
        return family(raw, SYSTEMS);
    }

    private static String family(String raw, List<Word> words) {
        String text = raw.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> text.contains(word.text))
                .map(Word::family)
                .findFirst()
                .orElse(OTHER);
    }
}
