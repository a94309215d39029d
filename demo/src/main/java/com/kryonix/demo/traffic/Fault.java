package com.kryonix.demo.traffic;

/** What the plan lets go wrong with a request. */
enum Fault {
    NONE,
    /** A server error. */
    FAILS,
    /** Longer than the platform's 5 s limit, now and then longer than its 10 s limit. */
    HANGS
}
