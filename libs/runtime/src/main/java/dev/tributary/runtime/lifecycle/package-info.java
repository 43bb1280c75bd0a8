/**
 * Start, stop and reload of a process in a fixed order. Knows no role and no HTTP.
 */
@NullMarked
package dev.tributary.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
