/** Prometheus' relabel_config, for series and for log streams. Knows labels and nothing of where they come from. */
@NullMarked
package dev.tributary.model.relabel;

import org.jspecify.annotations.NullMarked;
