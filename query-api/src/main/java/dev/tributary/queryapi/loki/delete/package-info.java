/** Requests to delete logs: made, listed and cancelled. */
@NullMarked
package dev.tributary.queryapi.loki.delete;

import org.jspecify.annotations.NullMarked;
