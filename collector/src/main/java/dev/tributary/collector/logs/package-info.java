/**
 * From whatever reads log lines to the spools: identity, limits, batches of Loki's push. Sources write to the {@code LogWriter}
 * port and know nothing of what comes behind it.
 */
@NullMarked
package dev.tributary.collector.logs;

import org.jspecify.annotations.NullMarked;
