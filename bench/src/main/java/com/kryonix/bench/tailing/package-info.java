/** What tailing a table costs, beside what asking it costs: bench/tailing runs it. */
package com.kryonix.bench.tailing;
