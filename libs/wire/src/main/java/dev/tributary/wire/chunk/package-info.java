/**
 * The chunk encodings of Prometheus, as streamed remote read carries them: XOR for floats, histogram and float histogram for
 * native histograms.
 */
@NullMarked
package dev.tributary.wire.chunk;

import org.jspecify.annotations.NullMarked;
