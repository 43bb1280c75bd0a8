/**
 * OTLP metrics, read into samples with the names and labels that Prometheus gives them. Nothing here knows HTTP or storage.
 */
@NullMarked
package dev.tributary.wire.otlp;

import org.jspecify.annotations.NullMarked;
