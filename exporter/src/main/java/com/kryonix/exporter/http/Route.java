package com.kryonix.exporter.http;

import java.io.IOException;

/** Answers one path. */
@FunctionalInterface
interface Route {
    Reply answer(Request request) throws IOException;
}
