/** Commands about the fleet as a whole: its clusters side by side, and what fires in them. */
@NullMarked
package dev.tributary.app.query.fleet;

import org.jspecify.annotations.NullMarked;
