package dev.tributary.promql.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.ExprText;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.Shared;
import dev.tributary.promql.exec.VectorOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a query that are planned already: one that stands several times is planned once. Parts of the same text have
 * one number; an operator's is made of that of its left operand, so that a long chain is not written out for each of its
 * operators.
 */
final class Parts {
    private static final int NO_OPERAND = -1;

    private final QueryRun run;
    private final boolean shared;
    private final Map<Shape, Integer> numbers = new HashMap<>();
    private final Map<Key, Shared> planned = new HashMap<>();

    private record Shape(int left, String text) {
    }

    private record Key(int number, Scope scope) {
    }

    /** Of a query whose parts are shared, or each planned for itself. */
    Parts(QueryRun run, boolean shared) {
        this.run = run;
        this.shared = shared;
    }

    /** The number of a part; parentheses around it do not count. */
    int number(Expr expr) {
        Expr stripped = Parens.strip(expr);
        if (!(stripped instanceof Expr.Binary last)) {
            return number(new Shape(NO_OPERAND, ExprText.format(stripped)));
        }
        int number = NO_OPERAND;
        for (Expr.Binary link : last.chain()) {
            number = number == NO_OPERAND ? number(number(link.left()), link) : number(number, link);
        }
        return number;
    }

    /** The number of an operator on a left operand of a known one. */
    int number(int left, Expr.Binary link) {
        return number(new Shape(left, ExprText.operator(link) + ' ' + ExprText.format(Parens.strip(link.right()))));
    }

    private int number(Shape shape) {
        return numbers.computeIfAbsent(shape, _ -> numbers.size());
    }

    /** The operator of a part that stands elsewhere too, or null when it has not been planned yet. */
    @Nullable
    VectorOperator join(int number, Scope scope) {
        Shared known = planned.get(new Key(number, scope));
        if (known != null) {
            known.join();
        }
        return known;
    }

    /** Plans a part that has not been yet. */
    VectorOperator add(int number, Scope scope, Supplier<VectorOperator> plan) {
        VectorOperator operator = plan.get();
        if (!shared) {
            return operator;
        }
        Shared part = new Shared(run, operator, scope.grid().steps());
        planned.put(new Key(number, scope), part);
        return part;
    }
}
