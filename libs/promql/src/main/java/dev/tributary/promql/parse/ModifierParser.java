package dev.tributary.promql.parse;

import java.math.BigDecimal;

import dev.tributary.promql.ast.AtModifier;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.TimeShift;
import org.jspecify.annotations.Nullable;

/** Parses what follows an operand: ranges, subqueries, {@code offset}, {@code @}, {@code anchored} and {@code smoothed}. */
final class ModifierParser {
    private static final String DURATION = "number, duration, step(), or range()";
    /** Times beyond these do not fit 64-bit milliseconds. */
    private static final double TIMESTAMP_MAX = 0x1p63;

    private final TokenStream tokens;
    private final ParseOptions options;
    private final DurationParser durations;

    ModifierParser(TokenStream tokens, ParseOptions options, Nesting nesting) {
        this.tokens = tokens;
        this.options = options;
        this.durations = new DurationParser(tokens, nesting);
    }

    Expr postfix(Expr operand) {
        Expr expr = operand;
        while (true) {
            switch (tokens.peek().kind()) {
                case LEFT_BRACKET -> expr = brackets(expr, tokens.take());
                case OFFSET -> expr = offset(expr);
                case AT -> expr = at(expr);
                case ANCHORED -> expr = extended(expr, RangeExtension.ANCHORED);
                case SMOOTHED -> expr = extended(expr, RangeExtension.SMOOTHED);
                default -> {
                    return expr;
                }
            }
        }
    }

    private Expr brackets(Expr expr, Token open) {
        DurationExpr range = tokens.within("subquery or range selector", DURATION, durations::positive);
        if (tokens.is(TokenKind.RIGHT_BRACKET)) {
            tokens.take();
            return matrix(expr, range, open);
        }
        tokens.within("subquery or range", "\":\" or \"]\"", () -> tokens.expect(TokenKind.COLON));
        DurationExpr step = null;
        if (!tokens.is(TokenKind.RIGHT_BRACKET)) {
            step = tokens.within("subquery selector", "number, duration, step(), range(), or \"]\"",
                    durations::positive);
        }
        tokens.within("subquery selector", "\"]\"", () -> tokens.expect(TokenKind.RIGHT_BRACKET));
        return new Expr.Subquery(expr, range, step, TimeShift.NONE,
                new Span(expr.span().start(), tokens.previousEnd()));
    }

    private Expr matrix(Expr expr, DurationExpr range, Token open) {
        Span brackets = new Span(open.start(), tokens.previousEnd());
        if (!(expr instanceof Expr.VectorSelector selector)) {
            throw tokens.error(brackets, "ranges only allowed for vector selectors");
        }
        if (!selector.shift().isOffsetZero()) {
            throw tokens.error(brackets, "no offset modifiers allowed before range");
        }
        if (selector.shift().at() != null) {
            throw tokens.error(brackets, "no @ modifiers allowed before range");
        }
        return new Expr.MatrixSelector(selector, range, new Span(expr.span().start(), tokens.previousEnd()));
    }

    private Expr offset(Expr expr) {
        tokens.take();
        DurationExpr offset = tokens.within("offset", DURATION, durations::offset);
        TimeShift shift = shift(expr);
        if (shift == null) {
            throw tokens.error(expr.span(), "offset modifier must be preceded by an instant vector selector or range"
                    + " vector selector or a subquery");
        }
        if (!shift.isOffsetZero()) {
            throw tokens.error(expr.span(), "offset may not be set multiple times");
        }
        return withShift(expr, shift.withOffset(offset));
    }

    private Expr at(Expr expr) {
        tokens.take();
        AtModifier at = tokens.within("@", "timestamp", () -> atModifier(expr));
        TimeShift shift = shift(expr);
        if (shift == null) {
            throw tokens.error(expr.span(),
                    "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery");
        }
        if (shift.at() != null) {
            throw tokens.error(expr.span(), "@ <timestamp> may not be set multiple times");
        }
        return withShift(expr, shift.withAt(at));
    }

    private AtModifier atModifier(Expr expr) {
        if (tokens.is(TokenKind.START) || tokens.is(TokenKind.END_OF_QUERY)) {
            boolean start = tokens.take().kind() == TokenKind.START;
            tokens.expect(TokenKind.LEFT_PAREN);
            tokens.expect(TokenKind.RIGHT_PAREN);
            return start ? new AtModifier.Start() : new AtModifier.End();
        }
        boolean negative = tokens.is(TokenKind.SUBTRACT);
        if (negative || tokens.is(TokenKind.ADD)) {
            tokens.take();
        }
        if (!tokens.is(TokenKind.NUMBER) && !tokens.is(TokenKind.DURATION)) {
            throw tokens.unexpected();
        }
        double magnitude = Literals.seconds(tokens, tokens.take());
        double seconds = negative ? -magnitude : magnitude;
        if (!(Math.abs(seconds) < TIMESTAMP_MAX)) {
            throw tokens.error(expr.span(), "timestamp out of bounds for @ modifier: " + outOfBounds(seconds));
        }
        return new AtModifier.Fixed(Math.round(seconds * 1000));
    }

    private static String outOfBounds(double seconds) {
        if (Double.isNaN(seconds)) {
            return "NaN";
        }
        return Double.isInfinite(seconds)
                ? seconds > 0 ? "+Inf" : "-Inf"
                : new BigDecimal(seconds).setScale(6).toPlainString();
    }

    private Expr extended(Expr expr, RangeExtension extension) {
        tokens.take();
        String keyword = extension.keyword();
        if (!options.extendedRangeSelectors()) {
            throw tokens.error(expr.span(), keyword + " modifier is experimental and not enabled");
        }
        return switch (expr) {
            case Expr.VectorSelector selector -> extended(selector, extension);
            case Expr.MatrixSelector matrix ->
                new Expr.MatrixSelector(extended(matrix.selector(), extension), matrix.range(), matrix.span());
            case Expr.Subquery _ ->
                throw tokens.error(expr.span(), keyword + " modifier is not supported for subqueries");
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.Paren _,Expr.Unary _,Expr.Binary _,Expr.Aggregate _,Expr.Call _ ->
                throw tokens.error(expr.span(), keyword + " modifier not implemented");
        };
    }

    private Expr.VectorSelector extended(Expr.VectorSelector selector, RangeExtension extension) {
        if (selector.extension() != RangeExtension.NONE && selector.extension() != extension) {
            throw tokens.error(selector.span(), "anchored and smoothed modifiers cannot be used together");
        }
        return selector.with(extension);
    }

    private static @Nullable TimeShift shift(Expr expr) {
        return switch (expr) {
            case Expr.VectorSelector selector -> selector.shift();
            case Expr.MatrixSelector matrix -> matrix.selector().shift();
            case Expr.Subquery subquery -> subquery.shift();
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.Paren _,Expr.Unary _,Expr.Binary _,Expr.Aggregate _,Expr.Call _ ->
                null;
        };
    }

    private Expr withShift(Expr expr, TimeShift shift) {
        Span span = new Span(expr.span().start(), tokens.previousEnd());
        return switch (expr) {
            case Expr.VectorSelector selector -> selector.with(shift, span);
            case Expr.MatrixSelector matrix ->
                new Expr.MatrixSelector(matrix.selector().with(shift, matrix.selector().span()), matrix.range(), span);
            case Expr.Subquery subquery ->
                new Expr.Subquery(subquery.inner(), subquery.range(), subquery.step(), shift, span);
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.Paren _,Expr.Unary _,Expr.Binary _,Expr.Aggregate _,Expr.Call _ ->
                throw new IllegalStateException("no time shift on " + expr);
        };
    }
}
