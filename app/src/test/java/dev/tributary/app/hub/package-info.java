/** Tests of the hub as a whole. */
@NullMarked
package dev.tributary.app.hub;

import org.jspecify.annotations.NullMarked;
