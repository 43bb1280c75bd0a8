/** {@code /federate}: the newest samples as an exposition page, for Prometheus servers that scrape this hub. */
@NullMarked
package dev.tributary.queryapi.federate;

import org.jspecify.annotations.NullMarked;
