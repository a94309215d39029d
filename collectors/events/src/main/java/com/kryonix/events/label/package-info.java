/** What a column's value becomes as a label: few values, however many the column has. */
package com.kryonix.events.label;
