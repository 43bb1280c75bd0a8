/** A cluster as a collector meets it: an API server's events and pods with all that goes wrong, and logs as kubelet keeps them. */
@NullMarked
package dev.tributary.testkit.kubernetes;

import org.jspecify.annotations.NullMarked;
