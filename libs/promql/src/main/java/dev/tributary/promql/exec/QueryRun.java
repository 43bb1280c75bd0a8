package dev.tributary.promql.exec;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.annotation.Annotations;

/**
 * All that the operators of one query share.
 *
 * @param reader       where samples come from
 * @param lookback     how far back an instant selector looks, milliseconds
 * @param names        what happens to metric names
 * @param startTimes   whether start timestamps of samples are used
 * @param typeLabels   whether the {@code __type__} label says what a counter is
 * @param seriesMax    series one selector may match, 0 for no limit
 * @param parallelism  threads that share the work
 */
public record QueryRun(MetricReader reader, long lookback, NameRules names, boolean startTimes, boolean typeLabels,
        int seriesMax, int parallelism, Budget budget, Usage usage, Annotations annotations) {
}
