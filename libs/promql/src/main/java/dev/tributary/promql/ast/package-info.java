/**
 * The syntax tree: immutable data with positions, its types and its text forms. Imports only the model; plans and runs keep
 * their own state elsewhere.
 */
@NullMarked
package dev.tributary.promql.ast;

import org.jspecify.annotations.NullMarked;
