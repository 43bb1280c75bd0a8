package dev.tributary.promql.exec.binary;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/** Joins the columns of one result's pairs step by step. Two pairs with a result at one step are an error. */
final class PairJoin {
    private final VectorBinary.Spec spec;
    private final boolean swapped;
    private final Elements elements;
    private StepColumn result = new StepColumn(0);
    /** Match group plus one of the pair that made the result of a step, 0 while there is none. */
    private int[] madeBy = new int[0];
    private boolean first;

    PairJoin(VectorBinary.Spec spec, boolean swapped) {
        this.spec = spec;
        this.swapped = swapped;
        this.elements = new Elements(spec.operator(), spec.notes());
    }

    /** Starts an empty result. */
    void begin(StepColumn into) {
        result = into;
        first = true;
        if (madeBy.length < into.steps()) {
            madeBy = new int[into.steps()];
        }
        Arrays.fill(madeBy, 0);
    }

    /** Joins a pair wherever both have an element. */
    void join(StepColumn many, StepColumn one, int group) {
        boolean floats = !many.hasHistograms() && !one.hasHistograms();
        if (first && floats && spec.operator().changesMetric()) {
            ColumnArithmetic.apply(spec.operator(), swapped ? one.values() : many.values(),
                    swapped ? many.values() : one.values(), result.values(), result.steps());
            noteAll(group);
        } else {
            for (int step = 0; step < result.steps(); step++) {
                if (many.isPresent(step) && one.isPresent(step)) {
                    join(step, many.value(step), many.histogram(step), one.value(step), one.histogram(step), group);
                }
            }
        }
        first = false;
    }

    private void noteAll(int group) {
        for (int step = 0; step < result.steps(); step++) {
            madeBy[step] = result.isPresent(step) ? group + 1 : 0;
        }
    }

    /** Joins the elements of one side with a number wherever the other side has none in the group. */
    void fill(StepColumn present, boolean isMany, int group, @Nullable Double fill, @Nullable GroupPresence others) {
        if (fill == null || others == null) {
            throw new IllegalStateException("a pair without partner and without fill");
        }
        for (int step = 0; step < result.steps(); step++) {
            if (present.isPresent(step) && !others.isPresent(group, step)) {
                NativeHistogram histogram = present.histogram(step);
                if (isMany) {
                    join(step, present.value(step), histogram, fill, null, group);
                } else {
                    join(step, fill, null, present.value(step), histogram, group);
                }
            }
        }
        first = false;
    }

    private void join(int step, double many, @Nullable NativeHistogram manyHistogram, double one,
            @Nullable NativeHistogram oneHistogram, int group) {
        Elements.Outcome outcome = swapped
                ? elements.join(one, oneHistogram, many, manyHistogram)
                : elements.join(many, manyHistogram, one, oneHistogram);
        if (outcome == Elements.Outcome.REFUSED) {
            return;
        }
        checkUnique(step, group);
        madeBy[step] = group + 1;
        if (spec.returnBool()) {
            result.set(step, outcome == Elements.Outcome.KEPT ? 1 : 0);
        } else if (outcome == Elements.Outcome.KEPT) {
            NativeHistogram histogram = elements.histogram();
            if (histogram == null) {
                result.set(step, elements.value());
            } else {
                result.set(step, histogram);
            }
        }
    }

    private void checkUnique(int step, int group) {
        if (madeBy[step] == 0) {
            return;
        }
        if (madeBy[step] != group + 1) {
            if (result.isPresent(step)) {
                throw MergeSeries.sameLabels();
            }
            return;
        }
        throw QueryFailure.execution(spec.matching().cardinality() == Cardinality.ONE_TO_ONE
                ? "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
                : "multiple matches for labels: grouping labels must ensure unique matches");
    }
}
