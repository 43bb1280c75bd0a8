/**
 * Streaming parsers of what targets expose: text, OpenMetrics, delimited protobuf. No I/O: bytes come in by hand.
 */
@NullMarked
package dev.tributary.wire.exposition;

import org.jspecify.annotations.NullMarked;
