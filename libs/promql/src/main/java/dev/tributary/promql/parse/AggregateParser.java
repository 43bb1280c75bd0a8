package dev.tributary.promql.parse;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Grouping;
import dev.tributary.promql.ast.Span;
import org.jspecify.annotations.Nullable;

/** Parses aggregations; the grouping may stand before or behind the arguments. */
final class AggregateParser {
    private final TokenStream tokens;
    private final ParseOptions options;
    private final Supplier<List<Expr>> arguments;
    private final LabelListParser labels;

    AggregateParser(TokenStream tokens, ParseOptions options, Supplier<List<Expr>> arguments) {
        this.tokens = tokens;
        this.options = options;
        this.arguments = arguments;
        this.labels = new LabelListParser(tokens);
    }

    Expr.Aggregate aggregate(Token name) {
        Grouping before = grouping();
        List<Expr> values = tokens.within("aggregation", "", arguments);
        int end = tokens.previousEnd();
        Grouping grouping = before;
        if (grouping == null) {
            grouping = grouping();
            end = grouping == null ? end : tokens.previousEnd();
        }
        Aggregation operation = Objects.requireNonNull(name.kind().aggregation());
        return build(operation, values, grouping == null ? Grouping.NONE : grouping, new Span(name.start(), end));
    }

    private @Nullable Grouping grouping() {
        if (tokens.takeIf(TokenKind.BY)) {
            return new Grouping(labels.list(), false);
        }
        if (tokens.takeIf(TokenKind.WITHOUT)) {
            return new Grouping(labels.list(), true);
        }
        return null;
    }

    private Expr.Aggregate build(Aggregation operation, List<Expr> values, Grouping grouping, Span span) {
        if (values.isEmpty()) {
            throw tokens.error(span, "no arguments for aggregate expression provided");
        }
        if (operation.isExperimental() && !options.experimentalFunctions()) {
            throw tokens.error(span, operation.keyword()
                    + "() is experimental and must be enabled with --enable-feature=promql-experimental-functions");
        }
        int expected = operation.hasParameter() ? 2 : 1;
        if (values.size() != expected) {
            throw tokens.error(span, "wrong number of arguments for aggregate expression provided, expected " + expected
                    + ", got " + values.size());
        }
        Expr parameter = operation.hasParameter() ? values.get(0) : null;
        return new Expr.Aggregate(operation, values.get(expected - 1), parameter, grouping, span);
    }
}
