/**
 * The hub read side: routes parse, run and render. Reads through ports only.
 */
@NullMarked
package dev.tributary.queryapi;

import org.jspecify.annotations.NullMarked;
