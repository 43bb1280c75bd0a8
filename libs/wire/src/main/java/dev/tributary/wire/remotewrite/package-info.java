/**
 * Remote write 1.0 and 2.0 messages, reader and writer. No I/O and no HTTP.
 */
@NullMarked
package dev.tributary.wire.remotewrite;

import org.jspecify.annotations.NullMarked;
