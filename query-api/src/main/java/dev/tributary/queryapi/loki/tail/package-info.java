/** Follows a log over a WebSocket: what is stored already, then what comes, each entry once. */
@NullMarked
package dev.tributary.queryapi.loki.tail;

import org.jspecify.annotations.NullMarked;
