/**
 * Templates in alert labels and annotations: Go's text/template with the functions and variables of Prometheus.
 */
@NullMarked
package dev.tributary.alerts.template;

import org.jspecify.annotations.NullMarked;
