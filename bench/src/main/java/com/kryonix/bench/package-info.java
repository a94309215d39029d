/** What the paths that run at each scrape, or for each row, cost: JMH benchmarks, run by bench/run. */
package com.kryonix.bench;
