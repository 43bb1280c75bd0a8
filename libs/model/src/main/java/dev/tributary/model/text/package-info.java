/**
 * Numbers, durations, quotes and names in the exact notation of the Prometheus world, whose programs are written in Go:
 * clients and tests compare these texts byte by byte. Imports nothing of the project.
 */
@NullMarked
package dev.tributary.model.text;

import org.jspecify.annotations.NullMarked;
