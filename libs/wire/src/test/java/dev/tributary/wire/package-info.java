/** What the tests of all codecs share. */
@NullMarked
package dev.tributary.wire;

import org.jspecify.annotations.NullMarked;
