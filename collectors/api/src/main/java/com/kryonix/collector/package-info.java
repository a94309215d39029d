/**
 * What a collector is: the types that every source's collectors and the exporter share. Knows no database, no server
 * and no Prometheus library.
 */
package com.kryonix.collector;
