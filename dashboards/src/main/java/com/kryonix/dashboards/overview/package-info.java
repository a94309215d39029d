/** The first page: is it broken, what needs attention, where, why, and can these numbers be trusted. */
package com.kryonix.dashboards.overview;
