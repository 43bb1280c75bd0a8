/** Pulls the federation pages of a Prometheus server: requests, deadlines, intervals. What is on a page is another package's. */
@NullMarked
package dev.tributary.collector.federate;

import org.jspecify.annotations.NullMarked;
