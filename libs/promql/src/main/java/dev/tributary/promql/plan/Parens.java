package dev.tributary.promql.plan;

import dev.tributary.promql.ast.Expr;

/** Looks through parentheses. */
final class Parens {
    private Parens() {
    }

    static Expr strip(Expr expr) {
        Expr inner = expr;
        while (inner instanceof Expr.Paren paren) {
            inner = paren.inner();
        }
        return inner;
    }
}
