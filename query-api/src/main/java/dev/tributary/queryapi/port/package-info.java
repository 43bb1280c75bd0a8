/**
 * What the API shows of other parts of the hub. The program that wires the hub fills these in; the API knows no other
 * role. At most five methods each.
 */
@NullMarked
package dev.tributary.queryapi.port;

import org.jspecify.annotations.NullMarked;
