/** The tables of the schema {@code performance}: what the platform writes and the exporter tails. */
package com.kryonix.events.schema;
