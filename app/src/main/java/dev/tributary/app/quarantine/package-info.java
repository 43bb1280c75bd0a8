/**
 * The commands about batches that a collector's destinations refused: over HTTP while the collector runs, on its data
 * directory while it does not.
 */
@NullMarked
package dev.tributary.app.quarantine;

import org.jspecify.annotations.NullMarked;
