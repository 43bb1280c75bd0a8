/**
 * Windows that were not pulled, found and read from the Prometheus afterwards: {@code /federate} only knows the present. Knows
 * no spool and no destination.
 */
@NullMarked
package dev.tributary.collector.heal;

import org.jspecify.annotations.NullMarked;
