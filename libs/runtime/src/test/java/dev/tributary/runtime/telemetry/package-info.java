/** Tests of the runtime's telemetry. */
@NullMarked
package dev.tributary.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
