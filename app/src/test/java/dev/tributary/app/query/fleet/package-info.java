/** Tests of the commands about the fleet as a whole. */
@NullMarked
package dev.tributary.app.query.fleet;

import org.jspecify.annotations.NullMarked;
