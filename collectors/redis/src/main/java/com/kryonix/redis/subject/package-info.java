/** One file per subject of Redis: its metrics, and the fields of INFO they come from, side by side. */
package com.kryonix.redis.subject;
