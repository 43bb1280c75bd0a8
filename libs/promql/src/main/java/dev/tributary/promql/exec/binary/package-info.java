/** Binary operators between two vectors: how their series find each other and what becomes of a pair. */
@NullMarked
package dev.tributary.promql.exec.binary;

import org.jspecify.annotations.NullMarked;
