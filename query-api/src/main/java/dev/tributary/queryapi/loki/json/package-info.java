/** Renders results of LogQL as Loki does. */
@NullMarked
package dev.tributary.queryapi.loki.json;

import org.jspecify.annotations.NullMarked;
