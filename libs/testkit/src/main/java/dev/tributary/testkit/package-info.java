/**
 * Test parts that several modules share: seeded runs, a fake clock, in-memory stores and port contracts. Test scope only.
 */
@NullMarked
package dev.tributary.testkit;

import org.jspecify.annotations.NullMarked;
