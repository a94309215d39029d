/**
 * The rules by which each committed row is counted exactly once, without a database: what a pass may count, and from
 * where the next one must read.
 *
 * <p>Times are in the time column's own terms: microseconds since 1970, in UTC for a TIMESTAMPTZ, on the writer's wall
 * for a TIMESTAMP. Transaction ids are 64-bit, so they do not wrap around.
 */
package com.kryonix.events.fold;
