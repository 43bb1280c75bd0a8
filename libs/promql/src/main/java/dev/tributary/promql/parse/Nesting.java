package dev.tributary.promql.parse;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.tributary.promql.ast.Expr;

/**
 * Bounds how deep a query may nest: parsing, planning and running all recurse, and a query must not be able to exhaust the
 * stack.
 */
final class Nesting {
    static final int LEVELS_MAX = 500;

    /** Operators next to each other take no stack but memory, each for its own results. */
    private static final int OPERATORS_MAX = 10_000;

    private int levels;

    /** One level deeper, until {@link #leave}. */
    void enter(TokenStream tokens) {
        levels++;
        if (levels > LEVELS_MAX) {
            throw tooDeep(tokens);
        }
    }

    void leave() {
        levels--;
    }

    /**
     * Refuses trees that are deeper than the text nests, by chains of other things than operators, and too many operators. The
     * left operand of an operator is on its level, see {@link Expr.Binary}.
     */
    static void checkTree(Expr root, TokenStream tokens) {
        int operators = 0;
        Deque<Placed> open = new ArrayDeque<>();
        open.push(new Placed(root, 1));
        while (!open.isEmpty()) {
            Placed node = open.pop();
            if (node.depth > LEVELS_MAX) {
                throw tooDeep(tokens);
            }
            if (node.expr instanceof Expr.Binary binary) {
                operators++;
                open.push(new Placed(binary.left(), node.depth));
                open.push(new Placed(binary.right(), node.depth + 1));
            } else {
                node.expr.children().forEach(child -> open.push(new Placed(child, node.depth + 1)));
            }
        }
        checkOperators(operators, tokens);
    }

    private static void checkOperators(int operators, TokenStream tokens) {
        if (operators > OPERATORS_MAX) {
            throw tokens.error(tokens.peek().span(),
                    "expression has too many operators, the limit is " + OPERATORS_MAX);
        }
    }

    private record Placed(Expr expr, int depth) {
    }

    private static ParseException tooDeep(TokenStream tokens) {
        return tokens.error(tokens.peek().span(), "expression is nested too deeply, the limit is " + LEVELS_MAX
                + " levels");
    }
}
