/**
 * One scrape: which collectors run, until when, and how each ended. Deadline, isolation, parallelism, timing and
 * outcomes live here alone; no collector contains any of them.
 */
package com.kryonix.exporter.engine;
