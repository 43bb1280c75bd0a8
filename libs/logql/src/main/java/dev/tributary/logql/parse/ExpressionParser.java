package dev.tributary.logql.parse;

import dev.tributary.logql.ast.BinaryOperator;
import dev.tributary.logql.ast.Expr;
import dev.tributary.logql.ast.ExprText;
import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.ast.MetricExpr;
import org.jspecify.annotations.Nullable;

/** Precedence climbing over operands. Operations on two numbers are computed here, as in Loki. */
final class ExpressionParser {
    private final TokenStream tokens;
    private final SelectorParser selectors;
    private final MatchingParser matchings;
    private final AggregateParser aggregates;
    private @Nullable ParseException noted;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.selectors = new SelectorParser(tokens);
        this.matchings = new MatchingParser(tokens);
        this.aggregates = new AggregateParser(tokens, this);
    }

    /** Problems that are no matter of syntax are told only when the syntax is right. */
    void note(String problem) {
        if (noted == null) {
            noted = ParseException.of(problem);
        }
    }

    void throwNotedProblem() {
        if (noted != null) {
            throw noted;
        }
    }

    Expr expression() {
        return expression(0);
    }

    private Expr expression(int precedenceMin) {
        tokens.enter();
        Expr expr = operators(operand(), precedenceMin);
        tokens.leave();
        return expr;
    }

    private Expr operators(Expr first, int precedenceMin) {
        Expr left = first;
        while (true) {
            BinaryOperator operator = operator(tokens.peek().kind());
            if (operator == null || operator.precedence() < precedenceMin) {
                return left;
            }
            tokens.take();
            MatchingParser.Modifiers modifiers = matchings.modifiers();
            Expr right = expression(operator.precedence() + (operator.isRightAssociative() ? 0 : 1));
            left = binary(operator, left, right, modifiers);
        }
    }

    private static @Nullable BinaryOperator operator(TokenKind kind) {
        for (BinaryOperator operator : BinaryOperator.values()) {
            if (operator.symbol().equals(kind.shown())) {
                return operator;
            }
        }
        return null;
    }

    private MetricExpr binary(BinaryOperator operator, Expr left, Expr right, MatchingParser.Modifiers modifiers) {
        MetricExpr leftLeg = leg("left", operator, left);
        MetricExpr rightLeg = leg("right", operator, right);
        if (leftLeg instanceof MetricExpr.Literal(double a) && rightLeg instanceof MetricExpr.Literal(double b)
                && !operator.isSet()) {
            return new MetricExpr.Literal(operator.apply(a, b));
        }
        return new MetricExpr.Binary(operator, leftLeg, rightLeg, modifiers.matching(), modifiers.returnBool());
    }

    private MetricExpr leg(String side, BinaryOperator operator, Expr expr) {
        return switch (expr) {
            case LogExpr log -> {
                note("unexpected type for " + side + " leg of binary operation (" + operator.symbol() + "): "
                        + ExprText.kind(log));
                yield new MetricExpr.ConstantVector(0);
            }
            case MetricExpr metric -> metric;
        };
    }

    private Expr operand() {
        return switch (tokens.peek().kind()) {
            case LEFT_BRACE -> selectors.logQuery();
            case LEFT_PAREN -> parenthesised();
            case NUMBER, ADD, SUBTRACT -> new MetricExpr.Literal(Literals.signedNumber(tokens));
            case VECTOR -> constantVector();
            case LABEL_REPLACE -> labelReplace();
            default -> aggregates.aggregate();
        };
    }

    private Expr parenthesised() {
        tokens.take();
        Expr inner = expression();
        if (!tokens.is(TokenKind.RIGHT_PAREN)) {
            throw tokens.unexpected();
        }
        tokens.take();
        return inner;
    }

    /** An expression in a place where only a metric can stand; a log query is a syntax error behind it. */
    MetricExpr metric() {
        if (expression() instanceof MetricExpr metric) {
            return metric;
        }
        throw tokens.unexpected();
    }

    /** The same where the number that begins it has been taken. */
    MetricExpr metricFrom(Token number) {
        Expr literal = new MetricExpr.Literal(Literals.literal(number.text()));
        if (operators(literal, 0) instanceof MetricExpr metric) {
            return metric;
        }
        throw new IllegalStateException("a log query from a number");
    }

    private MetricExpr constantVector() {
        tokens.take();
        tokens.expect(TokenKind.LEFT_PAREN);
        String number = tokens.expect(TokenKind.NUMBER).text();
        tokens.expect(TokenKind.RIGHT_PAREN);
        try {
            return new MetricExpr.ConstantVector(Literals.number(number));
        } catch (NumberFormatException e) {
            throw ParseException.of("unable to parse vectorExpr as a float: " + e.getMessage());
        }
    }

    private MetricExpr labelReplace() {
        tokens.take();
        tokens.expect(TokenKind.LEFT_PAREN);
        MetricExpr input = metric();
        if (!tokens.is(TokenKind.COMMA)) {
            throw tokens.unexpected();
        }
        String[] texts = new String[4];
        for (int i = 0; i < texts.length; i++) {
            tokens.expect(TokenKind.COMMA);
            texts[i] = tokens.expect(TokenKind.STRING).text();
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new MetricExpr.LabelReplace(input, texts[0], texts[1], texts[2], texts[3]);
    }
}
