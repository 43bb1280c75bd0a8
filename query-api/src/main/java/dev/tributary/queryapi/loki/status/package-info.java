/** The routes that say what this server is and allows. */
@NullMarked
package dev.tributary.queryapi.loki.status;

import org.jspecify.annotations.NullMarked;
