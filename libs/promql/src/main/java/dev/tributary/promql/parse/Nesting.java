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

    /** Refuses chains of operators, which make a tree as deep as they are long without nesting in the text. */
    static void checkHeight(Expr root, TokenStream tokens) {
        Deque<Placed> open = new ArrayDeque<>();
        open.push(new Placed(root, 1));
        while (!open.isEmpty()) {
            Placed node = open.pop();
            if (node.depth > LEVELS_MAX) {
                throw tooDeep(tokens);
            }
            for (Expr child : node.expr.children()) {
                open.push(new Placed(child, node.depth + 1));
            }
        }
    }

    private record Placed(Expr expr, int depth) {
    }

    private static ParseException tooDeep(TokenStream tokens) {
        return tokens.error(tokens.peek().span(), "expression is nested too deeply, the limit is " + LEVELS_MAX
                + " levels");
    }
}
