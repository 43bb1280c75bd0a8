/** From the stages of a query to the steps that work on entries, and what the parsers among them are to extract. */
@NullMarked
package dev.tributary.logql.plan;

import org.jspecify.annotations.NullMarked;
