/**
 * PostgreSQL as a source: where it is, how we connect, how a view is declared, and the catalogue of what is read.
 * The views themselves are in {@code subject}, one file each.
 */
package com.kryonix.postgres;
