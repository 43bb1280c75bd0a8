package dev.tributary.promql.check;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.StringText;
import dev.tributary.promql.ast.ValueType;
import dev.tributary.promql.parse.ParseException;

/** Checks the types of a tree. The first error ends the check, worded and placed as Prometheus does. */
public final class Checker {
    private final String text;
    private final CallChecker calls;
    private final BinaryChecker binaries;

    public Checker(String text) {
        this.text = text;
        this.calls = new CallChecker(this);
        this.binaries = new BinaryChecker(this, text);
    }

    /**
     * The tree with matching removed from operators that do not join two vectors.
     *
     * @throws ParseException for the first rule the tree breaks
     */
    public Expr check(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral literal -> literal;
            case Expr.StringLiteral literal -> literal;
            case Expr.Paren(Expr inner, Span span) -> new Expr.Paren(check(inner), span);
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> binaries.check(binary);
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> calls.check(call);
            case Expr.VectorSelector selector -> selector(selector);
            case Expr.MatrixSelector matrix ->
                new Expr.MatrixSelector(selector(matrix.selector()), matrix.range(), matrix.span());
            case Expr.Subquery subquery -> subquery(subquery);
        };
    }

    ParseException error(Span span, String problem) {
        return new ParseException(text, span, problem);
    }

    List<Expr> checkAll(List<Expr> exprs) {
        List<Expr> checked = new ArrayList<>(exprs.size());
        for (Expr expr : exprs) {
            checked.add(check(expr));
        }
        return checked;
    }

    private Expr unary(Expr.Unary unary) {
        Expr inner = check(unary.inner());
        if (inner.type() != ValueType.SCALAR && inner.type() != ValueType.VECTOR) {
            throw error(unary.span(),
                    "unary expression only allowed on expressions of type scalar or instant vector, got "
                            + StringText.quote(inner.type().documented()));
        }
        return new Expr.Unary(unary.negative(), inner, unary.span());
    }

    private Expr aggregate(Expr.Aggregate aggregate) {
        Expr input = expect(aggregate.input(), ValueType.VECTOR, "aggregation expression");
        Expr parameter = aggregate.parameter();
        if (parameter != null) {
            ValueType expected = aggregate.operation() == Aggregation.COUNT_VALUES
                    ? ValueType.STRING
                    : ValueType.SCALAR;
            parameter = expect(parameter, expected, "aggregation parameter");
        }
        return new Expr.Aggregate(aggregate.operation(), input, parameter, aggregate.grouping(), aggregate.span());
    }

    private Expr expect(Expr expr, ValueType expected, String where) {
        Expr checked = check(expr);
        if (checked.type() != expected) {
            throw error(expr.span(), "expected type " + expected.documented() + " in " + where + ", got "
                    + checked.type().documented());
        }
        return checked;
    }

    private Expr.VectorSelector selector(Expr.VectorSelector selector) {
        if (!selector.name().isEmpty()) {
            for (Matcher matcher : selector.matchers().subList(0, selector.matchers().size() - 1)) {
                if (matcher.name().equals(Labels.NAME)) {
                    throw error(selector.span(),
                            "metric name must not be set twice: " + StringText.quote(selector.name())
                                    + " or " + StringText.quote(matcher.value()));
                }
            }
        } else if (selector.matchers().stream().allMatch(Matcher::matchesEmpty)) {
            throw error(selector.span(), "vector selector must contain at least one non-empty matcher");
        }
        return selector;
    }

    private Expr subquery(Expr.Subquery subquery) {
        Expr inner = check(subquery.inner());
        if (inner.type() != ValueType.VECTOR) {
            throw error(subquery.span(), "subquery is only allowed on instant vector, got " + inner.type().key()
                    + " instead");
        }
        return new Expr.Subquery(inner, subquery.range(), subquery.step(), subquery.shift(), subquery.span());
    }
}
