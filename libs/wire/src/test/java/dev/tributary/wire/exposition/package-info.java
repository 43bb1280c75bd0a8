@NullMarked
package dev.tributary.wire.exposition;

import org.jspecify.annotations.NullMarked;
