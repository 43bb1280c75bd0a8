/**
 * What every role needs to run: HTTP server and client set-up, configuration files, telemetry, lifecycle. Knows no role.
 */
@NullMarked
package dev.tributary.runtime;

import org.jspecify.annotations.NullMarked;
