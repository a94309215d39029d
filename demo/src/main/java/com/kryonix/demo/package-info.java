/** The whole path on one machine: databases, traffic, exporter, and Prometheus where it is installed. */
package com.kryonix.demo;
