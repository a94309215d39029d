/** What keeps the event tables in shape: days made ahead, hours rolled up, days dropped once they are counted and old. */
package com.kryonix.events.maintenance;
