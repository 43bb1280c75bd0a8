/** The queue on disk between reading and shipping, one for each destination. Blocking; knows no HTTP and no protocol. */
@NullMarked
package dev.tributary.collector.spool;

import org.jspecify.annotations.NullMarked;
