/**
 * Answers to questions: matching series and merging head and chunks into one rising row of samples.
 */
@NullMarked
package dev.tributary.aggregator.storage.read;

import org.jspecify.annotations.NullMarked;
