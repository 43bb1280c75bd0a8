package dev.tributary.promql.exec.binary;

import java.util.BitSet;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * Finds at which steps an element of the "many" side of a match group meets one that the operator joins with it. Pairs that
 * an operator refuses, such as a float and a histogram, count as if they had not met: as in Prometheus they neither collide with
 * others nor keep the other side from being filled.
 */
final class GroupMatches {
    private final int steps;
    private final VectorBinary.Spec spec;
    private final boolean swapped;
    private final boolean trims;
    private final Elements elements;
    private final StepColumn column;
    private final StepColumn partner;
    private final Worker worker = new Worker();

    GroupMatches(int steps, VectorBinary.Spec spec, boolean swapped) {
        this.steps = steps;
        this.spec = spec;
        this.swapped = swapped;
        this.trims = spec.operator() == BinaryOperator.TRIM_LOWER || spec.operator() == BinaryOperator.TRIM_UPPER;
        this.elements = new Elements(spec.operator(), spec.notes());
        this.column = new StepColumn(steps);
        this.partner = new StepColumn(steps);
    }

    /**
     * The steps of a group.
     *
     * @throws QueryFailure where the operator is one to one and two of the "many" side meet the same one
     */
    BitSet of(int group, VectorOperator many, MatchGroups manies, VectorOperator one, MatchGroups ones) {
        gatherPartner(group, one, ones);
        BitSet matched = new BitSet(steps);
        for (int k = 0; k < manies.size(group); k++) {
            many.read(manies.member(group, k), column, worker);
            for (int step = 0; step < steps; step++) {
                if (column.isPresent(step) && partner.isPresent(step) && joins(step)) {
                    match(step, matched);
                }
            }
        }
        return matched;
    }

    /** What the group has on the other side; where it has nothing, what fills it. */
    private void gatherPartner(int group, VectorOperator one, MatchGroups ones) {
        partner.reset(steps);
        for (int k = 0; k < ones.size(group); k++) {
            one.read(ones.member(group, k), column, worker);
            for (int step = 0; step < steps; step++) {
                if (column.isPresent(step)) {
                    put(step, column.value(step), column.histogram(step));
                }
            }
        }
        Double fill = spec.matching().fillRight();
        for (int step = 0; fill != null && step < steps; step++) {
            if (!partner.isPresent(step)) {
                partner.set(step, fill);
            }
        }
    }

    private void put(int step, double value, @Nullable NativeHistogram histogram) {
        partner.remove(step);
        if (histogram == null) {
            partner.set(step, value);
        } else {
            partner.set(step, histogram);
        }
    }

    private boolean joins(int step) {
        NativeHistogram manyHistogram = column.histogram(step);
        NativeHistogram oneHistogram = partner.histogram(step);
        if (manyHistogram == null && oneHistogram == null) {
            return !trims;
        }
        Elements.Outcome outcome = swapped
                ? elements.join(partner.value(step), oneHistogram, column.value(step), manyHistogram)
                : elements.join(column.value(step), manyHistogram, partner.value(step), oneHistogram);
        return outcome != Elements.Outcome.REFUSED;
    }

    private void match(int step, BitSet matched) {
        if (matched.get(step) && spec.matching().cardinality() == Cardinality.ONE_TO_ONE) {
            throw QueryFailure.execution("multiple matches for labels:"
                    + " many-to-one matching must be explicit (group_left/group_right)");
        }
        matched.set(step);
    }
}
