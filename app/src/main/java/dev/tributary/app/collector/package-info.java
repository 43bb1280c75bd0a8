/** Wires the collector into a process: its event loops, its metrics, its stop. Holds no behaviour of its own. */
@NullMarked
package dev.tributary.app.collector;

import org.jspecify.annotations.NullMarked;
