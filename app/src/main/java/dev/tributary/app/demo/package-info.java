/**
 * The demo: a hub, simulated clusters and a collector for each, in one process. Only wires; what a cluster does is in
 * {@code world}, what its exporters say of it in {@code exporter}, how its Prometheus answers in {@code server}.
 */
@NullMarked
package dev.tributary.app.demo;

import org.jspecify.annotations.NullMarked;
