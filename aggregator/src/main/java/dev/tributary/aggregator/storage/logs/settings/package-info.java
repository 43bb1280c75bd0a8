/** What the log store is told. Below every other part of it, knows none of them. */
@NullMarked
package dev.tributary.aggregator.storage.logs.settings;

import org.jspecify.annotations.NullMarked;
