/** One file a subject: its metrics, its SQL for each server version, and which column gives which metric. */
package com.kryonix.postgres.subject;
