/** What the containers of a simulated cluster write, in files as a node keeps them. Knows the world, and no collector. */
@NullMarked
package dev.tributary.app.demo.logs;

import org.jspecify.annotations.NullMarked;
