/** Tests of the runtime's http. */
@NullMarked
package dev.tributary.runtime.http;

import org.jspecify.annotations.NullMarked;
