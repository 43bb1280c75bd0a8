/**
 * When groups are evaluated: their threads, how many at once, reloads, and what is said of it in metrics.
 */
@NullMarked
package dev.tributary.alerts.schedule;

import org.jspecify.annotations.NullMarked;
