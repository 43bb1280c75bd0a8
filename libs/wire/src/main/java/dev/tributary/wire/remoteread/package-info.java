/**
 * Prometheus' remote read, both ends: requests, sampled responses, and streamed responses of chunks. No I/O and no HTTP.
 */
@NullMarked
package dev.tributary.wire.remoteread;

import org.jspecify.annotations.NullMarked;
