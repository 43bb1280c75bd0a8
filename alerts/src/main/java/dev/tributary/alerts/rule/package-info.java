/**
 * One rule at one instant: a query's elements in, samples and alerts out. No groups, no slots, no store.
 */
@NullMarked
package dev.tributary.alerts.rule;

import org.jspecify.annotations.NullMarked;
