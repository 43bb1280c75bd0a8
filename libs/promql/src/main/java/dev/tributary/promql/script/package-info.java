/**
 * Runs scripts in Prometheus' promqltest language: load series, evaluate queries, compare. Needs a store behind
 * {@link dev.tributary.promql.script.ScriptStore}; brings a simple one of its own.
 */
@NullMarked
package dev.tributary.promql.script;

import org.jspecify.annotations.NullMarked;
