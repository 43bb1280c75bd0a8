package dev.tributary.promql.parse;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.ast.Span;

/** Parses the arithmetic of ranges, steps and offsets. */
final class DurationParser {
    /** Seconds that fit into 64 bits of nanoseconds. */
    private static final double SECONDS_MAX = 0x1p63 / 1e9;
    /** A sign binds like a product: only a power in its operand binds tighter. */
    private static final int SIGNED_PRECEDENCE = BinaryOperator.MULTIPLY.precedence() + 1;

    private final TokenStream tokens;
    private final Nesting nesting;

    DurationParser(TokenStream tokens, Nesting nesting) {
        this.tokens = tokens;
        this.nesting = nesting;
    }

    /** A range or step: an expression; a literal must be above zero. */
    DurationExpr positive() {
        DurationExpr duration = expression(0);
        if (duration instanceof DurationExpr.Literal literal && literal.seconds() <= 0) {
            throw tokens.error(literal.span(), "duration must be greater than 0");
        }
        return duration;
    }

    /**
     * An offset. Without parentheses only one term with a sign: {@code a offset -2 ^ 2} is {@code (a offset -2) ^ 2}. An
     * expression in parentheses goes on with whatever operators follow.
     */
    DurationExpr offset() {
        if (tokens.is(TokenKind.LEFT_PAREN)) {
            return expression(0);
        }
        if (tokens.is(TokenKind.ADD) || tokens.is(TokenKind.SUBTRACT)) {
            Token sign = tokens.take();
            boolean doubleSign = tokens.is(TokenKind.ADD) || tokens.is(TokenKind.SUBTRACT);
            return doubleSign
                    ? infix(signed(sign, expression(SIGNED_PRECEDENCE)), 0)
                    : signed(sign, term());
        }
        return term();
    }

    private DurationExpr expression(int precedenceMin) {
        nesting.enter(tokens);
        try {
            return infix(prefix(), precedenceMin);
        } finally {
            nesting.leave();
        }
    }

    private DurationExpr prefix() {
        if (tokens.is(TokenKind.ADD) || tokens.is(TokenKind.SUBTRACT)) {
            return signed(tokens.take(), expression(SIGNED_PRECEDENCE));
        }
        return term();
    }

    private DurationExpr infix(DurationExpr first, int precedenceMin) {
        DurationExpr left = first;
        while (true) {
            BinaryOperator operator = tokens.peek().kind().operator();
            if (operator == null || !isArithmetic(operator) || operator.precedence() < precedenceMin) {
                return left;
            }
            Token token = tokens.take();
            DurationExpr right = expression(operator.precedence() + (operator.isRightAssociative() ? 0 : 1));
            checkDivisor(operator, token, right);
            left = new DurationExpr.Arithmetic(operator, left, right);
        }
    }

    private static boolean isArithmetic(BinaryOperator operator) {
        return operator.changesMetric() && operator != BinaryOperator.ATAN2;
    }

    private void checkDivisor(BinaryOperator operator, Token token, DurationExpr right) {
        if (right instanceof DurationExpr.Literal literal && literal.seconds() == 0) {
            if (operator == BinaryOperator.DIVIDE) {
                throw tokens.error(token.span(), "division by zero");
            }
            if (operator == BinaryOperator.MODULO) {
                throw tokens.error(token.span(), "modulo by zero");
            }
        }
    }

    private DurationExpr term() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER, DURATION -> literal(tokens.take());
            case STEP -> {
                tokens.take();
                yield new DurationExpr.Step(emptyCall(token));
            }
            case RANGE -> {
                tokens.take();
                yield new DurationExpr.Range(emptyCall(token));
            }
            case MAX_OF, MIN_OF -> extreme(tokens.take());
            case LEFT_PAREN -> group(tokens.take());
            default -> throw tokens.unexpected();
        };
    }

    private Span emptyCall(Token name) {
        tokens.expect(TokenKind.LEFT_PAREN);
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Span(name.start(), tokens.previousEnd());
    }

    private DurationExpr extreme(Token name) {
        tokens.expect(TokenKind.LEFT_PAREN);
        DurationExpr left = expression(0);
        tokens.expect(TokenKind.COMMA);
        DurationExpr right = expression(0);
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new DurationExpr.Extreme(name.kind() == TokenKind.MAX_OF, left, right);
    }

    private DurationExpr group(Token open) {
        DurationExpr inner = expression(0);
        tokens.expect(TokenKind.RIGHT_PAREN);
        // The place of an error in parentheses is that of the expression inside, but a lone number counts with them.
        Span span = inner instanceof DurationExpr.Literal ? new Span(open.start(), inner.span().end()) : inner.span();
        return new DurationExpr.Group(inner, span);
    }

    private DurationExpr.Literal literal(Token token) {
        double seconds = Literals.seconds(tokens, token);
        checkRange(seconds, token.span());
        return new DurationExpr.Literal(seconds, token.kind() == TokenKind.DURATION, token.span());
    }

    private DurationExpr signed(Token sign, DurationExpr inner) {
        boolean negative = sign.kind() == TokenKind.SUBTRACT;
        Span span = Span.between(sign.span(), inner.span());
        if (inner instanceof DurationExpr.Literal literal) {
            double seconds = negative ? -literal.seconds() : literal.seconds();
            checkRange(seconds, sign.span());
            return new DurationExpr.Literal(seconds, literal.writtenAsDuration(), span);
        }
        return negative ? new DurationExpr.Negative(inner, span) : inner;
    }

    private void checkRange(double seconds, Span span) {
        if (seconds > SECONDS_MAX || seconds < -SECONDS_MAX) {
            throw tokens.error(span, "duration out of range");
        }
    }
}
