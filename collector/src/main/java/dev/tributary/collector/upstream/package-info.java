/** What a collector asks its Prometheus besides pages: sizes, metadata. Knows no pages and no spools. */
@NullMarked
package dev.tributary.collector.upstream;

import org.jspecify.annotations.NullMarked;
