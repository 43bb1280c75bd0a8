/**
 * The write log's record format and the group commit that writes it before anything is acknowledged.
 */
@NullMarked
package dev.tributary.aggregator.storage.log;

import org.jspecify.annotations.NullMarked;
