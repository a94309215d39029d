/** Reads a YAML file strictly into records. Every refusal names file, line and key, and says what is allowed. */
package com.kryonix.configuration;
