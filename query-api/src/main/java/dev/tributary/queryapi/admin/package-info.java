/** Changes to the store that an operator asks for over HTTP. */
@NullMarked
package dev.tributary.queryapi.admin;

import org.jspecify.annotations.NullMarked;
