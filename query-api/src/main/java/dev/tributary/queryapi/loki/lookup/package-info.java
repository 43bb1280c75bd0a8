/** The routes about streams and their labels: names, values, sizes. */
@NullMarked
package dev.tributary.queryapi.loki.lookup;

import org.jspecify.annotations.NullMarked;
