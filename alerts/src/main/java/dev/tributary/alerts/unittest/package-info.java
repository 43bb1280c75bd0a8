/**
 * Unit tests of rule files in promtool's format: files in, verdicts with their reasons out. Evaluates rules over series in
 * memory; no clock, no network.
 */
@NullMarked
package dev.tributary.alerts.unittest;

import org.jspecify.annotations.NullMarked;
