/** {@code /api/v1/read}: raw samples for Prometheus servers and others that speak remote read. */
@NullMarked
package dev.tributary.queryapi.remoteread;

import org.jspecify.annotations.NullMarked;
