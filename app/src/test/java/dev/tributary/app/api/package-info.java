/** The HTTP API of a running hub, beside a real Prometheus that holds the same data. */
@NullMarked
package dev.tributary.app.api;

import org.jspecify.annotations.NullMarked;
