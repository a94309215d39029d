/** The command line. What goes wrong is one line that says what to do; exit 1: a server's fault, 2: the user's. */
package com.kryonix.exporter.cli;
