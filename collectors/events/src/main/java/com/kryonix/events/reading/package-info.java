/** What a tail asks the server: who has a transaction open, what a table is like, and its new rows. */
package com.kryonix.events.reading;
