/**
 * HTTP servers and clients on Vert.x: settings with Prometheus' words, TLS, failures, request metrics. No route of any role.
 */
@NullMarked
package dev.tributary.runtime.http;

import org.jspecify.annotations.NullMarked;
