/**
 * Configuration files into checked records: YAML with Prometheus' words, places in every error, secrets that never print.
 * Knows no role's keys, no HTTP and no Vert.x.
 */
@NullMarked
package dev.tributary.runtime.config;

import org.jspecify.annotations.NullMarked;
