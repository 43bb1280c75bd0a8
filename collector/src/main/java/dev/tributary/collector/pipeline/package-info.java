/**
 * What log entries go through between the file and the spool: the stages that people know from Promtail and Alloy. Knows
 * no files and no hub.
 */
@NullMarked
package dev.tributary.collector.pipeline;

import org.jspecify.annotations.NullMarked;
