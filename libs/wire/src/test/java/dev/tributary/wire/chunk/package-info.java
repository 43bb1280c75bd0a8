@NullMarked
package dev.tributary.wire.chunk;

import org.jspecify.annotations.NullMarked;
