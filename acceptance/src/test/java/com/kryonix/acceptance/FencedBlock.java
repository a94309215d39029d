package com.kryonix.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param line where its text begins, from 1
 */
record FencedBlock(Path document, int line, String language, String text) {
    private static final String FENCE = "```";

    static List<FencedBlock> of(Path document) {
        List<FencedBlock> blocks = new ArrayList<>();
        List<String> lines = Repository.text(document).lines().toList();
        for (int open = 0; open < lines.size(); open++) {
            if (lines.get(open).startsWith(FENCE)) {
                int close = open + 1;
                while (!lines.get(close).equals(FENCE)) {
                    close++;
                }
                blocks.add(new FencedBlock(
                        document,
                        open + 2,
                        lines.get(open).substring(FENCE.length()),
                        String.join("\n", lines.subList(open + 1, close)) + "\n"));
                open = close;
            }
        }
        return blocks;
    }

    /** Its commands, one a line; a line that ends with a backslash goes on in the next. */
    List<String> commands() {
        return text.replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(command -> !command.isEmpty() && !command.startsWith("#"))
                .toList();
    }

    @Override
    public String toString() {
        return Repository.ROOT.relativize(document) + ":" + line;
    }
}
