/** Exact counters and histograms out of append-only event tables. Start at {@link com.kryonix.events.EventTails}. */
package com.kryonix.events;
