package com.kryonix.exporter.docs;

/**
 * A family of another exporter, and what we say of it.
 *
 * @param type as its exporter says: {@code counter}, {@code gauge}, {@code untyped}, {@code summary}, {@code histogram}
 * @param seenIn the version of the exporter that has it
 * @param answer as its line in the list says
 * @param remark our name and a note, the subject that is to bring it, or why it never comes; empty for {@link Answer#OURS}
 */
record PeerName(String name, String type, String seenIn, Answer answer, String remark) {
    enum Answer {
        /** We give this name, as ours or as an alias. */
        OURS,
        /** We give the same under another name. */
        AS,
        /** Not yet; in a list, until a collector gives it. */
        LATER,
        NEVER
    }

    /** @throws IllegalArgumentException for a line that is not: name, type, version, and perhaps answer and remark */
    static PeerName parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length == 3) {
            return new PeerName(fields[0], fields[1], fields[2], Answer.OURS, "");
        }
        int space = fields.length == 4 ? fields[3].indexOf(' ') : -1;
        if (space < 0) {
            throw new IllegalArgumentException("not a line of a list of names: " + line);
        }
        Answer answer = switch (fields[3].substring(0, space)) {
            case "as" -> Answer.AS;
            case "later" -> Answer.LATER;
            case "never" -> Answer.NEVER;
            default -> throw new IllegalArgumentException("neither as, later nor never: " + line);
        };
        return new PeerName(fields[0], fields[1], fields[2], answer, fields[3].substring(space + 1));
    }

    /** What is to be said with these names given: a name that was still to come, and has come, is ours. */
    PeerName beside(GivenNames ours) {
        return answer == Answer.LATER && ours.find(name).isPresent()
                ? new PeerName(name, type, seenIn, Answer.OURS, "")
                : this;
    }

    /** For {@link Answer#AS}: the name we give instead. */
    String twin() {
        return remark.split(" ", 2)[0];
    }

    /** For {@link Answer#AS}: what else is to be said; mostly nothing. */
    String note() {
        return remark.substring(twin().length()).strip();
    }
}
