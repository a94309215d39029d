/** Results as a page: the only package that knows Prometheus' client library. */
package com.kryonix.exporter.exposition;
