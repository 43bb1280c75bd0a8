@NullMarked
package dev.tributary.wire.remotewrite;

import org.jspecify.annotations.NullMarked;
