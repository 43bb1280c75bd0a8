/** Tests of the runtime's lifecycle. */
@NullMarked
package dev.tributary.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
