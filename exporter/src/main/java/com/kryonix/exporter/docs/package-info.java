/** What is generated from the code: the pages of docs/, and the {@code catalogue} command's output. */
package com.kryonix.exporter.docs;
