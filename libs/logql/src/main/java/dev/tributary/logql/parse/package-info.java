/**
 * From the text of a query to its tree, with Loki's own words for what is wrong. Knows nothing of entries or stores.
 */
@NullMarked
package dev.tributary.logql.parse;

import org.jspecify.annotations.NullMarked;
