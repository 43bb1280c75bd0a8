@NullMarked
package dev.tributary.wire.otlp;

import org.jspecify.annotations.NullMarked;
