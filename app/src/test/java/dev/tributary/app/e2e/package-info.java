/** The program as people run it: real processes, real Prometheus servers, kill -9. */
@NullMarked
package dev.tributary.app.e2e;

import org.jspecify.annotations.NullMarked;
