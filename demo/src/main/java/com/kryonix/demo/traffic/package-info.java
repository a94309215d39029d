/** The demo's platform: a small web shop whose requests do real work and are recorded as the platform records them. */
package com.kryonix.demo.traffic;
