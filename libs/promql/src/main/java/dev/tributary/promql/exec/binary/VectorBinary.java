package dev.tributary.promql.exec.binary;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.Keep;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * An arithmetic, comparing or trimming operator between two vectors. Which series meet is found from their labels alone; a
 * result is computed from the columns of its pair when it is read. The "many" side is the left one unless the matching says
 * {@code group_right}; one to one either side could be called so.
 */
public final class VectorBinary extends VectorOperator {
    private final QueryRun run;
    private final int steps;
    private final Spec spec;
    private final boolean swapped;
    private final PairList pairs;
    private VectorOperator many;
    private VectorOperator one;
    private @Nullable GroupPresence manyPresence;
    private @Nullable GroupPresence onePresence;

    /** The operator and how it matches. */
    public record Spec(BinaryOperator operator, VectorMatching matching, boolean returnBool, Notes notes) {
    }

    public VectorBinary(QueryRun run, VectorOperator left, VectorOperator right, int steps, Spec spec) {
        this.run = run;
        this.steps = steps;
        this.spec = spec;
        this.swapped = spec.matching.cardinality() == Cardinality.ONE_TO_MANY;
        this.pairs = new PairList(spec.returnBool);
        this.many = swapped ? right : left;
        this.one = swapped ? left : right;
    }

    @Override
    protected List<OutputSeries> prepare() {
        // Both are asked also where one is empty: an operator inside the other may have found that its sides do not match.
        int manySize = many.series().size();
        int oneSize = one.series().size();
        if (Math.min(manySize, oneSize) == 0 && !spec.matching.hasFill()) {
            return List.of();
        }
        GroupIndex index = new GroupIndex(spec.matching.labels(), !spec.matching.on());
        int[] oneGroups = MatchGroups.number(one.series(), index);
        int[] manyGroups = MatchGroups.number(many.series(), index);
        MatchGroups ones = MatchGroups.of(oneGroups, index.size());
        MatchGroups manies = MatchGroups.of(manyGroups, index.size());
        boolean oneToOne = spec.matching.cardinality() == Cardinality.ONE_TO_ONE;
        boolean crowded = ones.anyCrowded() || oneToOne && manies.anyCrowded();
        boolean readTwice = crowded || spec.matching.hasFill();
        many = readTwice ? keep(many) : many;
        one = readTwice || manies.anyCrowded() ? keep(one) : one;
        GroupMatches matches = new GroupMatches(steps, spec, swapped);
        if (crowded) {
            new MatchConflicts(steps, spec.matching, matches).check(many, manies, one, ones);
        }
        if (spec.matching.hasFill()) {
            manyPresence = fillMany() == null ? null : GroupPresence.of(matches, many, manies, one, ones);
            onePresence = GroupPresence.of(run, one, ones, steps);
        }
        pair(manies, ones);
        return pairs.outputs();
    }

    private Keep keep(VectorOperator side) {
        Keep kept = new Keep(run, side, steps);
        kept.series();
        return kept;
    }

    /** As in Prometheus the left fill is that of the "many" side, with {@code group_right} too. */
    private @Nullable Double fillMany() {
        return spec.matching.fillLeft();
    }

    private @Nullable Double fillOne() {
        return spec.matching.fillRight();
    }

    private void pair(MatchGroups manies, MatchGroups ones) {
        ResultLabels labels = new ResultLabels(spec.operator, spec.matching, spec.returnBool, run.names());
        for (int m = 0; m < many.series().size(); m++) {
            int group = manies.groupOf(m);
            Labels manyLabels = many.series().get(m).labels();
            for (int i = 0; i < ones.size(group); i++) {
                int o = ones.member(group, i);
                pairs.add(labels.of(manyLabels, one.series().get(o).labels()), m, o, group);
            }
            if (fillOne() != null) {
                pairs.add(labels.of(manyLabels, labels.ofMissing(manyLabels)), m, PairList.MISSING, group);
            }
        }
        if (fillMany() != null) {
            for (int o = 0; o < one.series().size(); o++) {
                Labels oneLabels = one.series().get(o).labels();
                pairs.add(labels.of(labels.ofMissing(oneLabels), oneLabels), PairList.MISSING, o, ones.groupOf(o));
            }
        }
    }

    /** The buffers of one thread. */
    private final class Scratch {
        private final StepColumn many = new StepColumn(steps);
        private final StepColumn one = new StepColumn(steps);
        private final StepColumn empty = new StepColumn(steps);
        private final PairJoin join = new PairJoin(spec, swapped);
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        Scratch scratch = worker.scratch(this, Scratch::new);
        into.reset(steps);
        scratch.join.begin(into);
        for (int pair = pairs.first(series); pair >= 0; pair = pairs.next(pair)) {
            int m = pairs.many(pair);
            int o = pairs.one(pair);
            StepColumn manyColumn = m < 0 ? scratch.empty : column(many, m, scratch.many, worker);
            StepColumn oneColumn = o < 0 ? scratch.empty : column(one, o, scratch.one, worker);
            if (m >= 0 && o >= 0) {
                scratch.join.join(manyColumn, oneColumn, pairs.group(pair));
            } else if (o < 0) {
                scratch.join.fill(manyColumn, true, pairs.group(pair), fillOne(), onePresence);
            } else {
                scratch.join.fill(oneColumn, false, pairs.group(pair), fillMany(), manyPresence);
            }
        }
    }

    private static StepColumn column(VectorOperator side, int series, StepColumn buffer, Worker worker) {
        if (side instanceof Keep keep) {
            return keep.column(series, buffer, worker);
        }
        side.read(series, buffer, worker);
        return buffer;
    }
}
