package dev.tributary.logql.parse;

import dev.tributary.logql.ast.Comparison;
import dev.tributary.logql.ast.LabelFilter;
import dev.tributary.model.MatchType;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on labels. {@code and} binds tighter than {@code or} and both group from the left; a comma or nothing at all
 * also means both, but reaches over everything that follows, as Loki's grammar has it.
 */
final class LabelFilterParser {
    private final TokenStream tokens;

    /** What joins two conditions. */
    private enum Join {
        AND, OR, COMMA, NOTHING;

        /** True when the condition on the left ends before the next join. */
        boolean endsBefore(Join next) {
            return this == AND && (next == AND || next == OR) || this == OR && next == OR;
        }
    }

    LabelFilterParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    LabelFilter filter() {
        LabelFilter filter = filter(null);
        Nesting.check(filter);
        return filter;
    }

    private LabelFilter filter(@Nullable Join before) {
        tokens.enter();
        LabelFilter left = condition();
        while (true) {
            Join next = joinAhead();
            if (next == null || before != null && before.endsBefore(next)) {
                tokens.leave();
                return left;
            }
            if (next != Join.NOTHING) {
                tokens.take();
            }
            LabelFilter right = filter(next);
            left = next == Join.OR ? new LabelFilter.Or(left, right) : new LabelFilter.And(left, right);
        }
    }

    private @Nullable Join joinAhead() {
        return switch (tokens.peek().kind()) {
            case AND -> Join.AND;
            case OR -> Join.OR;
            case COMMA -> Join.COMMA;
            case IDENTIFIER, LEFT_PAREN -> Join.NOTHING;
            default -> null;
        };
    }

    private LabelFilter condition() {
        if (tokens.takeIf(TokenKind.LEFT_PAREN)) {
            LabelFilter inner = filter(null);
            if (!tokens.is(TokenKind.RIGHT_PAREN)) {
                throw tokens.unexpected();
            }
            tokens.take();
            return inner;
        }
        if (!tokens.is(TokenKind.IDENTIFIER)) {
            throw tokens.unexpected(TokenKind.IDENTIFIER, TokenKind.LEFT_PAREN);
        }
        return comparison(tokens.take().text());
    }

    private LabelFilter comparison(String label) {
        TokenKind operator = tokens.peek().kind();
        return switch (operator) {
            case REGEX, NOT_REGEX -> {
                tokens.take();
                MatchType type = operator == TokenKind.REGEX ? MatchType.REGEX : MatchType.NOT_REGEX;
                yield text(label, type, tokens.expect(TokenKind.STRING));
            }
            case ASSIGN -> equality(label, MatchType.EQUAL, Comparison.EQUAL);
            case NOT_EQUAL -> equality(label, MatchType.NOT_EQUAL, Comparison.NOT_EQUAL);
            case EQUAL -> amount(label, Comparison.EQUAL);
            case GREATER -> amount(label, Comparison.GREATER);
            case GREATER_OR_EQUAL -> amount(label, Comparison.GREATER_OR_EQUAL);
            case LESS -> amount(label, Comparison.LESS);
            case LESS_OR_EQUAL -> amount(label, Comparison.LESS_OR_EQUAL);
            default -> throw tokens.unexpected();
        };
    }

    private static LabelFilter text(String label, MatchType type, Token value) {
        return new LabelFilter.Text(SelectorParser.matcher(label, type, value.text()));
    }

    private LabelFilter equality(String label, MatchType type, Comparison comparison) {
        tokens.take();
        if (tokens.is(TokenKind.STRING)) {
            return text(label, type, tokens.take());
        }
        if (tokens.takeIf(TokenKind.IP)) {
            tokens.expect(TokenKind.LEFT_PAREN);
            String range = tokens.expect(TokenKind.STRING).text();
            tokens.expect(TokenKind.RIGHT_PAREN);
            return new LabelFilter.Ip(label, type == MatchType.NOT_EQUAL, range);
        }
        return value(label, comparison);
    }

    private LabelFilter amount(String label, Comparison comparison) {
        tokens.take();
        return value(label, comparison);
    }

    private LabelFilter value(String label, Comparison comparison) {
        return switch (tokens.peek().kind()) {
            case DURATION -> new LabelFilter.Duration(label, comparison, tokens.take().amount());
            case BYTES -> new LabelFilter.Bytes(label, comparison, tokens.take().amount());
            case NUMBER, ADD, SUBTRACT -> new LabelFilter.Numeric(label, comparison, Literals.signedNumber(tokens));
            default -> throw tokens.unexpected();
        };
    }
}
