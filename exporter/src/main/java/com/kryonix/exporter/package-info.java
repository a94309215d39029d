/** Wires configuration, sources, engine, exposition and HTTP together. */
package com.kryonix.exporter;
