/** The routes of the Prometheus API, a class for each: parse, run, say how to render. */
@NullMarked
package dev.tributary.queryapi.route;

import org.jspecify.annotations.NullMarked;
