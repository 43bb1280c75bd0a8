/** The hub's log store: its parts, wired together, and the work that goes on in it. */
@NullMarked
package dev.tributary.aggregator.storage.logs;

import org.jspecify.annotations.NullMarked;
