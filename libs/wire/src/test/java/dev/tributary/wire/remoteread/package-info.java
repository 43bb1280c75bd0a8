@NullMarked
package dev.tributary.wire.remoteread;

import org.jspecify.annotations.NullMarked;
