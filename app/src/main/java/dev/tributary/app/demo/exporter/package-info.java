/**
 * What the exporters of a simulated cluster say of it, under the names and labels that kube-state-metrics, cAdvisor,
 * node_exporter, the API server and Prometheus itself use. Reads the world, never changes it.
 */
@NullMarked
package dev.tributary.app.demo.exporter;

import org.jspecify.annotations.NullMarked;
