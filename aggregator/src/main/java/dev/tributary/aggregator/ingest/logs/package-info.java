/**
 * Routes that take log lines in: Loki's push and OTLP logs, over the admission and limits of {@code ingest}. Lines go to the
 * {@code LogWriter} port; nothing here knows how they are stored.
 */
@NullMarked
package dev.tributary.aggregator.ingest.logs;

import org.jspecify.annotations.NullMarked;
