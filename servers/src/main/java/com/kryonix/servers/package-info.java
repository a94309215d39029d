/** Real PostgreSQL, PgBouncer and Redis processes on free loopback ports, for tests and the demo; ended by pid. */
package com.kryonix.servers;
