/** What a tail has counted and how far, kept over a restart: written whole or not at all, and applied only where it belongs. */
package com.kryonix.events.checkpoint;
