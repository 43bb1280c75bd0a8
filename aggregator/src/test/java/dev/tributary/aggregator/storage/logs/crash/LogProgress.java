package dev.tributary.aggregator.storage.logs.crash;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far a writer is known to have come.
 *
 * @param steps acknowledged steps
 * @param late  those of them that were cancellations and came too late
 */
record LogProgress(int steps, Set<Integer> late) {
    static final LogProgress NONE = new LogProgress(0, Set.of());

    LogProgress {
        late = Set.copyOf(late);
    }

    /** After the next step. */
    LogProgress next(boolean wasLate) {
        Set<Integer> more = new TreeSet<>(late);
        if (wasLate) {
            more.add(steps);
        }
        return new LogProgress(steps + 1, more);
    }

    String toArgument() {
        return steps + ":" + late.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    static LogProgress parse(String argument) {
        int colon = argument.indexOf(':');
        Set<Integer> late = Arrays.stream(argument.substring(colon + 1).split(",")).filter(text -> !text.isEmpty())
                .map(Integer::valueOf).collect(Collectors.toSet());
        return new LogProgress(Integer.parseInt(argument.substring(0, colon)), late);
    }
}
