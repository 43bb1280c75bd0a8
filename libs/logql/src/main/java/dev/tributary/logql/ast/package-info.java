/**
 * The parsed form of a LogQL query and its texts: on one line, and laid out over several. Holds no state of a run; imports
 * only the model.
 */
@NullMarked
package dev.tributary.logql.ast;

import org.jspecify.annotations.NullMarked;
