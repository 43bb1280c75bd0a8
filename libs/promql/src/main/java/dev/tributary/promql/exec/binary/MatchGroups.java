package dev.tributary.promql.exec.binary;

import java.util.List;

import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.OutputSeries;

/** The series of one side by match group. */
final class MatchGroups {
    private final int[] groupOf;
    /** Series in group order; those of group g stand from starts[g] to starts[g + 1]. */
    private final int[] members;
    private final int[] starts;

    private MatchGroups(int[] groupOf, int groups) {
        this.groupOf = groupOf;
        this.starts = new int[groups + 1];
        for (int group : groupOf) {
            starts[group + 1]++;
        }
        for (int group = 0; group < groups; group++) {
            starts[group + 1] += starts[group];
        }
        this.members = new int[groupOf.length];
        int[] next = starts.clone();
        for (int i = 0; i < groupOf.length; i++) {
            members[next[groupOf[i]]++] = i;
        }
    }

    /** Numbers the groups of the series; the index grows. */
    static int[] number(List<OutputSeries> series, GroupIndex index) {
        int[] groupOf = new int[series.size()];
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = index.groupOf(series.get(i).labels());
        }
        return groupOf;
    }

    static MatchGroups of(int[] groupOf, int groups) {
        return new MatchGroups(groupOf, groups);
    }

    int count() {
        return starts.length - 1;
    }

    int groupOf(int series) {
        return groupOf[series];
    }

    int size(int group) {
        return starts[group + 1] - starts[group];
    }

    int member(int group, int at) {
        return members[starts[group] + at];
    }

    /** True when some group has more than one series. */
    boolean anyCrowded() {
        for (int group = 0; group + 1 < starts.length; group++) {
            if (size(group) > 1) {
                return true;
            }
        }
        return false;
    }
}
