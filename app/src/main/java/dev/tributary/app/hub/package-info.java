/**
 * Wires the hub: store, write routes, query API, self metrics. Holds no behaviour of its own beyond starting, reloading and
 * stopping them.
 */
@NullMarked
package dev.tributary.app.hub;

import org.jspecify.annotations.NullMarked;
