/** The words of {@code pipeline_stages}, as Promtail has them: settings that are checked when they are read. */
@NullMarked
package dev.tributary.collector.stages;

import org.jspecify.annotations.NullMarked;
