/** The keys of collector.yml as checked records, in Prometheus' words where Prometheus has them. */
@NullMarked
package dev.tributary.collector.config;

import org.jspecify.annotations.NullMarked;
