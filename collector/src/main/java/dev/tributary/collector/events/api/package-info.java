/** Asks a Kubernetes API for events, page by page and as a watch. Blocks; made for virtual threads. */
@NullMarked
package dev.tributary.collector.events.api;

import org.jspecify.annotations.NullMarked;
