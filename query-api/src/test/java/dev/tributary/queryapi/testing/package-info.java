/** A real server and client for tests of the API. */
@NullMarked
package dev.tributary.queryapi.testing;

import org.jspecify.annotations.NullMarked;
