/** Hours and days of the event tables, counted by transaction as the exported series are, and kept in the database. */
package com.kryonix.events.rollup;
