package dev.tributary.promql.plan;

import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.exec.SampleSource;

/**
 * A range vector at one instant: the samples of a source in (start, end].
 *
 * @param readMinMillis first instant to read, before the start for extended selectors
 * @param readMaxMillis last instant to read
 */
public record MatrixPlan(SampleSource source, long startMillis, long endMillis, long readMinMillis, long readMaxMillis,
        RangeExtension extension) {
}
