@NullMarked
package dev.tributary.wire.lokipush;

import org.jspecify.annotations.NullMarked;
