/** Event tables as YAML declares them: the built-in ones and a user's own, in one form. */
package com.kryonix.events.declaration;
