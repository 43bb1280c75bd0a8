/**
 * The narrow interfaces where modules meet: roles never depend on each other, only on these. At most five methods each;
 * all of them block and know nothing of HTTP or of a store's format.
 */
@NullMarked
package dev.tributary.model.port;

import org.jspecify.annotations.NullMarked;
