/** One line a message on standard error, logfmt or JSON, and no secret in any of them. */
package com.kryonix.exporter.logging;
