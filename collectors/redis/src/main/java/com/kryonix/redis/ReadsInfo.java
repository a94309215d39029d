package com.kryonix.redis;

import java.util.Set;

/** Tells which fields of INFO it uses, so that those which nobody uses can be counted. */
interface ReadsInfo {
    /** Field names, or for rows the prefix of their names. */
    Set<String> fields();
}
