/** The routes that look into lines to tell what they hold: fields and patterns. */
@NullMarked
package dev.tributary.queryapi.loki.explore;

import org.jspecify.annotations.NullMarked;
