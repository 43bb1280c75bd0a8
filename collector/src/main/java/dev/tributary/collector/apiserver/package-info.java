/**
 * Requests to a Kubernetes API through the client's own transport: credentials, token files that rotate, proxies and TLS are
 * its business, when to try again is the caller's. Blocks; made for virtual threads.
 */
@NullMarked
package dev.tributary.collector.apiserver;

import org.jspecify.annotations.NullMarked;
