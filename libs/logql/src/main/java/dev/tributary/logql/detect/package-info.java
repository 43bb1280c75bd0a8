/**
 * What lines hold without being asked: fields with their types, and the level. Pure functions over entries, for the routes
 * that list fields and for the store, which notes the level of each entry.
 */
@NullMarked
package dev.tributary.logql.detect;

import org.jspecify.annotations.NullMarked;
