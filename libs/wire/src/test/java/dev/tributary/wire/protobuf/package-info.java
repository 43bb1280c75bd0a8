@NullMarked
package dev.tributary.wire.protobuf;

import org.jspecify.annotations.NullMarked;
