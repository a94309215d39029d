/**
 * pg_stat_statements: the numbers of all statements at each scrape, the statements that matter under their own query
 * id, the rest as {@code other}; no counter ever falls. Start reading at {@code Accumulator}.
 */
package com.kryonix.postgres.statements;
