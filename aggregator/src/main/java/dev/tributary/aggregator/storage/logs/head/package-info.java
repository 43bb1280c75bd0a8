/**
 * The newest log entries, in memory, by stream: appended by the thread of the group commit, read by any. Knows neither
 * the log nor the days.
 */
@NullMarked
package dev.tributary.aggregator.storage.logs.head;

import org.jspecify.annotations.NullMarked;
