/**
 * The collector role: pulls, stamps, spools, ships. Knows the hub only as a remote-write receiver.
 */
@NullMarked
package dev.tributary.collector;

import org.jspecify.annotations.NullMarked;
