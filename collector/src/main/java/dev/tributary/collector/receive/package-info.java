/**
 * Samples that agents inside the cluster push: taken, given the cluster's identity, put into the spool, and only then
 * acknowledged.
 */
@NullMarked
package dev.tributary.collector.receive;

import org.jspecify.annotations.NullMarked;
