/**
 * Compression of bodies with the limit checked before memory is spent. Knows no protocol.
 */
@NullMarked
package dev.tributary.wire.compression;

import org.jspecify.annotations.NullMarked;
