/**
 * Checked tree to operators: durations are computed, common and step-invariant parts found, and each node becomes the
 * operator that runs it. Every decision that depends on the kind of a node is made here.
 */
@NullMarked
package dev.tributary.promql.plan;

import org.jspecify.annotations.NullMarked;
