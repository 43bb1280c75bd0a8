package dev.tributary.logql.parse;

import dev.tributary.logql.ast.Grouping;
import dev.tributary.logql.ast.LogRange;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.ast.RangeOperation;
import dev.tributary.logql.ast.VectorOperation;
import org.jspecify.annotations.Nullable;

/** Aggregations over ranges and over vectors. */
final class AggregateParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final RangeParser ranges;

    AggregateParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.ranges = new RangeParser(tokens);
    }

    MetricExpr aggregate() {
        String name = tokens.peek().kind().name();
        for (RangeOperation operation : RangeOperation.values()) {
            if (operation.name().equals(name)) {
                tokens.take();
                return range(operation);
            }
        }
        for (VectorOperation operation : VectorOperation.values()) {
            if (operation.name().equals(name)) {
                tokens.take();
                return vector(operation);
            }
        }
        throw tokens.unexpected();
    }

    private MetricExpr range(RangeOperation operation) {
        tokens.expect(TokenKind.LEFT_PAREN);
        String parameter = tokens.is(TokenKind.NUMBER) ? tokens.take().text() : null;
        if (parameter != null) {
            tokens.expect(TokenKind.COMMA);
        } else if (!tokens.is(TokenKind.LEFT_BRACE) && !tokens.is(TokenKind.LEFT_PAREN)) {
            throw tokens.unexpected(TokenKind.NUMBER, TokenKind.LEFT_BRACE, TokenKind.LEFT_PAREN);
        }
        LogRange range = ranges.range();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new MetricExpr.RangeAggregate(operation, quantile(operation, parameter), range, groupingOrNull());
    }

    private @Nullable Double quantile(RangeOperation operation, @Nullable String parameter) {
        boolean wanted = operation == RangeOperation.QUANTILE_OVER_TIME;
        if (parameter == null) {
            if (wanted) {
                expressions.note("parameter required for operation " + operation.keyword());
            }
            return null;
        }
        if (!wanted) {
            expressions.note("parameter " + parameter + " not supported for operation " + operation.keyword());
            return null;
        }
        try {
            return Literals.number(parameter);
        } catch (NumberFormatException e) {
            expressions.note("invalid parameter for operation " + operation.keyword() + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable Grouping groupingOrNull() {
        if (!tokens.is(TokenKind.BY) && !tokens.is(TokenKind.WITHOUT)) {
            return null;
        }
        boolean without = tokens.take().kind() == TokenKind.WITHOUT;
        return new Grouping(LabelListParser.labels(tokens), without);
    }

    private MetricExpr vector(VectorOperation operation) {
        Grouping grouping = groupingOrNull();
        if (grouping == null) {
            tokens.expect(TokenKind.LEFT_PAREN, TokenKind.BY, TokenKind.WITHOUT);
        } else {
            tokens.expect(TokenKind.LEFT_PAREN);
        }
        String parameter = null;
        MetricExpr input;
        if (tokens.is(TokenKind.NUMBER)) {
            Token number = tokens.take();
            if (tokens.takeIf(TokenKind.COMMA)) {
                parameter = number.text();
                input = expressions.metric();
            } else {
                input = expressions.metricFrom(number);
            }
        } else {
            input = expressions.metric();
        }
        if (!tokens.is(TokenKind.RIGHT_PAREN)) {
            throw tokens.unexpected();
        }
        tokens.take();
        if (grouping == null) {
            grouping = groupingOrNull();
        }
        int count = count(operation, parameter);
        if (operation == VectorOperation.APPROX_TOPK && grouping != null) {
            expressions.note("grouping not allowed for " + operation.keyword() + " aggregation");
        }
        return new MetricExpr.VectorAggregate(operation, count, input, grouping == null ? Grouping.NONE : grouping);
    }

    private int count(VectorOperation operation, @Nullable String parameter) {
        String keyword = operation.keyword();
        if (!operation.hasParameter()) {
            if (parameter != null) {
                expressions.note("unsupported parameter for operation " + keyword + "(" + parameter + ",");
            }
            return 0;
        }
        if (parameter == null) {
            expressions.note("parameter required for operation " + keyword);
            return 1;
        }
        int count;
        try {
            count = Integer.parseInt(parameter);
        } catch (NumberFormatException _) {
            expressions.note("invalid parameter " + keyword + "(" + parameter + ",");
            return 1;
        }
        if (count <= 0) {
            expressions.note("invalid parameter (must be greater than 0) " + keyword + "(" + parameter);
        }
        return count;
    }
}
