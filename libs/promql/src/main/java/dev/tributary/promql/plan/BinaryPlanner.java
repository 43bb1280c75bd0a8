package dev.tributary.promql.plan;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.Scalars;
import dev.tributary.promql.exec.Stretch;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.binary.FloatOperators;
import dev.tributary.promql.exec.binary.SetOperation;
import dev.tributary.promql.exec.binary.VectorBinary;
import dev.tributary.promql.exec.binary.VectorScalar;
import org.jspecify.annotations.Nullable;

/** Plans binary operators, a chain of them from its first one on. */
final class BinaryPlanner {
    /** So many operators may read each other without much of a stack. */
    private static final int STRETCH = 100;

    private final Planner planner;

    BinaryPlanner(Planner planner) {
        this.planner = planner;
    }

    /** An operator of a chain, and where it stands. */
    private record Link(Expr.Binary expr, int number, Scope scope) {
        /** Where its operands stand. */
        Scope inner() {
            boolean trims = expr.operator() == BinaryOperator.TRIM_LOWER
                    || expr.operator() == BinaryOperator.TRIM_UPPER;
            return trims ? scope.withBuckets() : scope;
        }
    }

    ScalarOperator scalar(Expr.Binary last, Scope scope) {
        List<Expr.Binary> links = last.chain();
        ScalarOperator first = planner.scalar(links.getFirst().left(), scope);
        List<Scalars.Link> others = new ArrayList<>(links.size());
        for (Expr.Binary link : links) {
            BinaryOperator operator = link.operator();
            others.add(new Scalars.Link((left, right) -> FloatOperators.apply(operator, left, right),
                    planner.scalar(link.right(), scope)));
        }
        return Scalars.combine(first, others);
    }

    /** An operator of which at least one operand is a vector. */
    VectorOperator vector(Expr.Binary last, Scope scope) {
        List<Link> links = links(last, scope);
        int next = standAlone(links);
        VectorOperator left = null;
        for (int i = links.size() - 1; i >= next && left == null; i--) {
            left = planner.parts().join(links.get(i).number(), links.get(i).scope());
            next = left == null ? next : i + 1;
        }
        return next == links.size() && left != null ? left : from(links.subList(next, links.size()), left);
    }

    private List<Link> links(Expr.Binary last, Scope scope) {
        List<Expr.Binary> chain = last.chain();
        int[] numbers = new int[chain.size()];
        for (int i = 0; i < numbers.length; i++) {
            int left = i == 0 ? planner.parts().number(chain.getFirst().left()) : numbers[i - 1];
            numbers[i] = planner.parts().number(left, chain.get(i));
        }
        List<Link> links = new ArrayList<>(chain.size());
        Scope at = scope;
        for (int i = numbers.length - 1; i >= 0; i--) {
            Link link = new Link(chain.get(i), numbers[i], at);
            links.add(link);
            at = link.inner();
        }
        return links.reversed();
    }

    /** How many operators of a chain, from its start on, are no vectors or the same at every step. */
    private int standAlone(List<Link> links) {
        boolean invariant = planner.standsStill(links.getFirst().expr().left(), links.getFirst().scope());
        int count = 0;
        for (Link link : links) {
            invariant = invariant && planner.standsStill(link.expr().right(), link.scope());
            if (!invariant && !Planner.isScalar(link.expr())) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Plans the operators behind what is planned of a chain; null stands for the left operand of the first. */
    private VectorOperator from(List<Link> links, @Nullable VectorOperator planned) {
        VectorOperator left = planned;
        List<VectorOperator> stretch = new ArrayList<>();
        for (Link link : links) {
            if (stretch.size() == STRETCH) {
                left = new Stretch(planner.run(), stretch, link.scope().grid().steps());
                stretch.clear();
            }
            VectorOperator before = left;
            left = planner.parts().add(link.number(), link.scope(),
                    () -> planner.charged(link.scope(), () -> operator(link, before)));
            stretch.add(left);
        }
        if (left == null) {
            throw new IllegalStateException("a chain without operators");
        }
        return left;
    }

    private VectorOperator operator(Link link, @Nullable VectorOperator before) {
        Expr.Binary binary = link.expr();
        if (Planner.isScalar(binary.left()) || Planner.isScalar(binary.right())) {
            return withScalar(link, before);
        }
        VectorOperator left = before == null ? planner.vector(binary.left(), link.inner()) : before;
        VectorOperator right = planner.vector(binary.right(), link.inner());
        VectorMatching matching = binary.matching() == null ? VectorMatching.ONE_TO_ONE : binary.matching();
        int steps = link.scope().grid().steps();
        if (binary.operator().isSet()) {
            VectorOperator joined = new SetOperation(planner.run(), left, right, steps, binary.operator(), matching);
            return binary.operator() == BinaryOperator.OR ? new MergeSeries(joined, steps, false) : joined;
        }
        return new VectorBinary(planner.run(), left, right, steps, new VectorBinary.Spec(binary.operator(), matching,
                binary.returnBool(), planner.notes(binary.span())));
    }

    private VectorOperator withScalar(Link link, @Nullable VectorOperator before) {
        Expr.Binary binary = link.expr();
        boolean scalarLeft = Planner.isScalar(binary.left());
        VectorOperator vector;
        ScalarOperator scalar;
        if (scalarLeft) {
            scalar = planner.scalar(binary.left(), link.inner());
            vector = planner.vector(binary.right(), link.inner());
        } else {
            vector = before == null ? planner.vector(binary.left(), link.inner()) : before;
            scalar = planner.scalar(binary.right(), link.inner());
        }
        VectorOperator joined = new VectorScalar(planner.run(), vector, scalar, new VectorScalar.Spec(binary.operator(),
                scalarLeft, binary.returnBool(), planner.notes(binary.span())));
        boolean dropsName = binary.operator().changesMetric() || binary.returnBool();
        return dropsName ? planner.merged(joined, link.scope()) : joined;
    }
}
