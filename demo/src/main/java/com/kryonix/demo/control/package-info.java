/** What people and tests may ask of the running demo, on loopback. */
package com.kryonix.demo.control;
