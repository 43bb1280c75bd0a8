/**
 * What a role tells of itself: its metrics registry and page, its log. No HTTP server and no role's own metrics.
 */
@NullMarked
package dev.tributary.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
