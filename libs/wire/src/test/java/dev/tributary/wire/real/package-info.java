/** The codecs against a real Prometheus, where one is installed. */
@NullMarked
package dev.tributary.wire.real;

import org.jspecify.annotations.NullMarked;
