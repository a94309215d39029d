package com.kryonix.events.label;

import com.kryonix.events.table.Label;

/** HTTP status codes: 100 to 599, and the three ways in which a request ends. */
final class Statuses {
    static final int HOW_MANY = 500;

    private Statuses() {}

    static String code(long status) {
        return status >= 100 && status < 600 ? Long.toString(status) : Label.OTHER;
    }

    static String outcome(long status) {
        if (status < 100 || status >= 600) {
            return Label.OTHER;
        }
        return status < 400 ? "success" : status < 500 ? "client_error" : "server_error";
    }
}
