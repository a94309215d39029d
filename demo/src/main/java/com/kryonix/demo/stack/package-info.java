/** The programs that the demo runs: databases, exporter, Prometheus, Alertmanager. */
package com.kryonix.demo.stack;
