/**
 * Tests of the package of the same name.
 */
@NullMarked
package dev.tributary.app.bench;

import org.jspecify.annotations.NullMarked;
