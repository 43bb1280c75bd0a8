package dev.tributary.promql.exec;

import org.jspecify.annotations.Nullable;

/** Which instant a selector looks at for a step: the step itself or the time of its {@code @}, less the offset. */
public record TimeReference(@Nullable Long fixedMillis, long offsetMillis) {
    /** The instant looked at for a step. */
    public long at(long stepMillis) {
        Long fixed = fixedMillis;
        return (fixed == null ? stepMillis : fixed) - offsetMillis;
    }
}
