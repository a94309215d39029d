/** What the user decides: one strict YAML file, or the environment alone. Every refusal names file, line and key. */
package com.kryonix.exporter.config;
