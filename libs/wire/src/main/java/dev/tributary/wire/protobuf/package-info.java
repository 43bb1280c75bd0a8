/**
 * The protobuf wire format, read and written by hand: cursors over byte arrays, no message classes, no reflection. Knows
 * no protocol.
 */
@NullMarked
package dev.tributary.wire.protobuf;

import org.jspecify.annotations.NullMarked;
