/** The exporter's routes on the JDK's HTTP server: who may ask what, in which format, and how much at a time. */
package com.kryonix.exporter.http;
