/** What changed in a store, and when, so that answers given before can be used again. Knows values alone. */
@NullMarked
package dev.tributary.model.change;

import org.jspecify.annotations.NullMarked;
