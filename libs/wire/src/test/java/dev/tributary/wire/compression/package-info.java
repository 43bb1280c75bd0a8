@NullMarked
package dev.tributary.wire.compression;

import org.jspecify.annotations.NullMarked;
