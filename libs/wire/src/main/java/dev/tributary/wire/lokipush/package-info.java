/**
 * Loki's push requests, protobuf and JSON. No I/O and no HTTP.
 */
@NullMarked
package dev.tributary.wire.lokipush;

import org.jspecify.annotations.NullMarked;
