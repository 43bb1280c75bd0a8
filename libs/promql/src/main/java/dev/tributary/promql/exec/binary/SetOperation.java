package dev.tributary.promql.exec.binary;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.Keep;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * {@code and}, {@code unless} and {@code or}: elements of one side stay or go by whether their match group has an element on
 * the other side at the same step. Values are passed on as they are.
 */
public final class SetOperation extends VectorOperator {
    private final QueryRun run;
    private final int steps;
    private final BinaryOperator operator;
    private final VectorMatching matching;
    private final VectorOperator right;
    private VectorOperator left;
    private @Nullable GroupPresence presence;
    private int[] groups = {};

    public SetOperation(QueryRun run, VectorOperator left, VectorOperator right, int steps, BinaryOperator operator,
            VectorMatching matching) {
        this.run = run;
        this.steps = steps;
        this.operator = operator;
        this.matching = matching;
        this.left = left;
        this.right = right;
    }

    @Override
    protected List<OutputSeries> prepare() {
        GroupIndex index = new GroupIndex(matching.labels(), !matching.on());
        int[] leftGroups = MatchGroups.number(left.series(), index);
        int[] rightGroups = MatchGroups.number(right.series(), index);
        if (operator == BinaryOperator.OR) {
            return either(leftGroups, rightGroups, index.size());
        }
        if (left.series().isEmpty() || right.series().isEmpty()) {
            return operator == BinaryOperator.AND ? List.of() : left.series();
        }
        groups = leftGroups;
        presence = GroupPresence.of(run, right, MatchGroups.of(rightGroups, index.size()), steps);
        return left.series();
    }

    private List<OutputSeries> either(int[] leftGroups, int[] rightGroups, int groupCount) {
        if (!right.series().isEmpty() && !left.series().isEmpty()) {
            groups = rightGroups;
            left = new Keep(run, left, steps);
            left.series();
            presence = GroupPresence.of(run, left, MatchGroups.of(leftGroups, groupCount), steps);
        }
        List<OutputSeries> both = new ArrayList<>(left.series());
        both.addAll(right.series());
        return both;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        int leftCount = left.series().size();
        GroupPresence others = presence;
        if (operator == BinaryOperator.OR) {
            if (series < leftCount) {
                left.read(series, into, worker);
                return;
            }
            right.read(series - leftCount, into, worker);
            if (others != null) {
                keep(into, groups[series - leftCount], others, false);
            }
            return;
        }
        left.read(series, into, worker);
        if (others != null) {
            keep(into, groups[series], others, operator == BinaryOperator.AND);
        }
    }

    private static void keep(StepColumn column, int group, GroupPresence others, boolean whenPresent) {
        for (int step = 0; step < column.steps(); step++) {
            if (others.isPresent(group, step) != whenPresent) {
                column.remove(step);
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return left.isCostlyToRead() || right.isCostlyToRead();
    }
}
