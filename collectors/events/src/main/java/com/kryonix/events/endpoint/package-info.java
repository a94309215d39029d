/** Raw paths made into routes, so that an endpoint is one label value whatever ids are in it. */
package com.kryonix.events.endpoint;
