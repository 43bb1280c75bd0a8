/**
 * Asks a Kubernetes API for events, page by page and as a watch, through the client's own transport: credentials, token files
 * that rotate, proxies and TLS are its business. Blocks; made for virtual threads.
 */
@NullMarked
package dev.tributary.collector.events.api;

import org.jspecify.annotations.NullMarked;
