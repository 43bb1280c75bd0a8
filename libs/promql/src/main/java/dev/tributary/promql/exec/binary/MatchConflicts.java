package dev.tributary.promql.exec.binary;

import java.util.BitSet;

import dev.tributary.model.Labels;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import dev.tributary.promql.exec.SeriesText;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.StepColumn;

/**
 * Finds out whether a side that must be unique is so: several series of one match group are fine as long as they take turns.
 * Only needed when groups hold several series at all.
 */
final class MatchConflicts {
    private final int steps;
    private final VectorMatching matching;
    private final GroupMatches matches;
    private final Worker worker = new Worker();

    MatchConflicts(int steps, VectorMatching matching, GroupMatches matches) {
        this.steps = steps;
        this.matching = matching;
        this.matches = matches;
    }

    /** Throws when the one side, or one to one any side, is not unique where it must be. */
    void check(VectorOperator many, MatchGroups manies, VectorOperator one, MatchGroups ones) {
        checkOneSide(many, one, ones);
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            checkManySide(many, manies, one, ones);
        }
    }

    private void checkOneSide(VectorOperator many, VectorOperator one, MatchGroups ones) {
        StepColumn column = new StepColumn(steps);
        BitSet partnered = null;
        for (int i = 0; i < one.series().size(); i++) {
            int group = ones.groupOf(i);
            if (ones.size(group) < 2 || ones.member(group, 0) != i) {
                continue;
            }
            int[] holder = new int[steps];
            for (int k = 0; k < ones.size(group); k++) {
                int member = ones.member(group, k);
                one.read(member, column, worker);
                for (int step = 0; step < steps; step++) {
                    if (!column.isPresent(step)) {
                        continue;
                    }
                    if (holder[step] > 0) {
                        // Nothing to match at all at a step: nobody looks at the duplicates.
                        partnered = partnered == null ? stepsWithElements(many) : partnered;
                        if (partnered.get(step) || matching.hasFill()) {
                            throw duplicates(one.series().get(holder[step] - 1).labels(),
                                    one.series().get(member).labels());
                        }
                    }
                    holder[step] = member + 1;
                }
            }
        }
    }

    private BitSet stepsWithElements(VectorOperator side) {
        BitSet present = new BitSet(steps);
        StepColumn column = new StepColumn(steps);
        for (int i = 0; i < side.series().size() && present.cardinality() < steps; i++) {
            side.read(i, column, worker);
            for (int step = 0; step < steps; step++) {
                if (column.isPresent(step)) {
                    present.set(step);
                }
            }
        }
        return present;
    }

    private void checkManySide(VectorOperator many, MatchGroups manies, VectorOperator one, MatchGroups ones) {
        for (int group = 0; group < manies.count(); group++) {
            boolean partner = ones.size(group) > 0 || matching.fillRight() != null;
            if (manies.size(group) > 1 && partner) {
                matches.of(group, many, manies, one, ones);
            }
        }
    }

    private QueryFailure duplicates(Labels a, Labels b) {
        Labels group = matching.on() ? a.keepOnly(matching.labels()) : a.dropAllOf(matching.labels());
        String side = matching.cardinality() == Cardinality.ONE_TO_MANY ? "left" : "right";
        String first = SeriesText.format(a);
        String second = SeriesText.format(b);
        boolean inOrder = Labels.compareUtf8(first, second) <= 0;
        return QueryFailure.execution("found duplicate series for the match group "
                + SeriesText.format(group) + " on the " + side + " hand-side of the operation: ["
                + (inOrder ? first : second) + ", " + (inOrder ? second : first)
                + "];many-to-many matching not allowed: matching labels must be unique on one side");
    }
}
