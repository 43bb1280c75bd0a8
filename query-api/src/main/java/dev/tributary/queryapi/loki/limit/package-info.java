/** What reads of logs may take of the hub. */
@NullMarked
package dev.tributary.queryapi.loki.limit;

import org.jspecify.annotations.NullMarked;
