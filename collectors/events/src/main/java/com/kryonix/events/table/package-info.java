/** One event table, declared: which columns are counted, under which labels, in which families; and the counts. */
package com.kryonix.events.table;
