package dev.tributary.promql.exec.binary;

import java.util.BitSet;

import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import org.jspecify.annotations.Nullable;

/** At which steps a match group has any element on one side. */
final class GroupPresence {
    private final @Nullable BitSet[] byGroup;

    private GroupPresence(int groups) {
        byGroup = new @Nullable BitSet[groups];
    }

    /** Reads all columns of a side. */
    static GroupPresence of(QueryRun run, VectorOperator side, MatchGroups groups, int steps) {
        GroupPresence presence = new GroupPresence(groups.count());
        ColumnScan.forEach(run, side, steps, (series, column) -> {
            int group = groups.groupOf(series);
            BitSet present = presence.byGroup[group];
            if (present == null) {
                present = new BitSet(steps);
                presence.byGroup[group] = present;
            }
            for (int step = 0; step < steps; step++) {
                if (column.isPresent(step)) {
                    present.set(step);
                }
            }
        });
        return presence;
    }

    /** The steps at which the "many" side of a group has an element that was joined. */
    static GroupPresence of(GroupMatches matches, VectorOperator many, MatchGroups manies, VectorOperator one,
            MatchGroups ones) {
        GroupPresence presence = new GroupPresence(ones.count());
        for (int group = 0; group < ones.count(); group++) {
            presence.byGroup[group] = matches.of(group, many, manies, one, ones);
        }
        return presence;
    }

    boolean isPresent(int group, int step) {
        BitSet present = byGroup[group];
        return present != null && present.get(step);
    }
}
