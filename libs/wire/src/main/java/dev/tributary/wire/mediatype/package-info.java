/**
 * Media types as Content-Type and Accept headers carry them. Knows no protocol.
 */
@NullMarked
package dev.tributary.wire.mediatype;

import org.jspecify.annotations.NullMarked;
