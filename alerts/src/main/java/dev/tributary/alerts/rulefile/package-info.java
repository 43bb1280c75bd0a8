/**
 * Rule files as Prometheus reads them, checked, with the place of every problem. Text in, values out; no evaluation.
 */
@NullMarked
package dev.tributary.alerts.rulefile;

import org.jspecify.annotations.NullMarked;
