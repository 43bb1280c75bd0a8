/** The routes that answer LogQL, and the service that runs it. */
@NullMarked
package dev.tributary.queryapi.loki.query;

import org.jspecify.annotations.NullMarked;
