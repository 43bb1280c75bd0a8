/**
 * Container logs through the Kubernetes API: follows them container by container, knows what comes again, and hands the lines
 * to the spool. For clusters in which the nodes' files cannot be read.
 */
@NullMarked
package dev.tributary.collector.podlogs;

import org.jspecify.annotations.NullMarked;
