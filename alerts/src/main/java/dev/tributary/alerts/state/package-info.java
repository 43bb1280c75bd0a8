/**
 * The life of an alert as pure functions of state, condition and time. No clock, no I/O.
 */
@NullMarked
package dev.tributary.alerts.state;

import org.jspecify.annotations.NullMarked;
