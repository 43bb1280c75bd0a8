package dev.tributary.promql.parse;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.TimeShift;
import org.jspecify.annotations.Nullable;

/** Parses {@code name{matchers}} in both notations, with the name before or inside the braces. */
final class SelectorParser {
    private static final String WHERE = "label matching";

    private final TokenStream tokens;

    SelectorParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** A whole selector. */
    Expr.VectorSelector selector() {
        Token first = tokens.peek();
        if (first.kind() == TokenKind.LEFT_BRACE) {
            return selector(null);
        }
        if (!first.kind().canBeMetricName()) {
            throw tokens.unexpected();
        }
        return selector(tokens.take());
    }

    /** The rest of a selector whose name, if it has one before the braces, is already taken. */
    Expr.VectorSelector selector(@Nullable Token name) {
        int start = name == null ? tokens.peek().start() : name.start();
        List<Matcher> matchers = new ArrayList<>();
        if (name == null || tokens.is(TokenKind.LEFT_BRACE)) {
            braces(matchers);
        }
        if (name != null) {
            matchers.add(Matcher.equal(Labels.NAME, name.text()));
        }
        return new Expr.VectorSelector(name == null ? "" : name.text(), matchers, TimeShift.NONE, RangeExtension.NONE,
                new Span(start, tokens.previousEnd()));
    }

    private void braces(List<Matcher> matchers) {
        tokens.expect(TokenKind.LEFT_BRACE);
        if (tokens.takeIf(TokenKind.RIGHT_BRACE)) {
            return;
        }
        matchers.add(matcher());
        while (!tokens.takeIf(TokenKind.RIGHT_BRACE)) {
            boolean comma = tokens.within(WHERE, "\",\" or \"}\"", () -> {
                tokens.expect(TokenKind.COMMA);
                return true;
            });
            if (comma && !tokens.is(TokenKind.RIGHT_BRACE)) {
                matchers.add(matcher());
            }
        }
    }

    private Matcher matcher() {
        Token name = tokens.peek();
        if (name.kind() != TokenKind.IDENTIFIER && name.kind() != TokenKind.STRING) {
            throw tokens.within(WHERE, "identifier or \"}\"", tokens::unexpected);
        }
        tokens.take();
        boolean quoted = name.kind() == TokenKind.STRING;
        String label = quoted ? StringScanner.unquote(name.text()) : name.text();
        TokenKind operator = tokens.peek().kind();
        if (quoted && (operator == TokenKind.COMMA || operator == TokenKind.RIGHT_BRACE)) {
            return Matcher.equal(Labels.NAME, label);
        }
        MatchType type = switch (operator) {
            case ASSIGN -> MatchType.EQUAL;
            case NOT_EQUAL -> MatchType.NOT_EQUAL;
            case MATCH -> MatchType.REGEX;
            case NOT_MATCH -> MatchType.NOT_REGEX;
            default -> throw tokens.within(WHERE, quoted ? "\",\" or \"}\"" : "label matching operator",
                    tokens::unexpected);
        };
        tokens.take();
        Token value = tokens.within(WHERE, "string", () -> tokens.expect(TokenKind.STRING));
        try {
            return Matcher.of(label, type, StringScanner.unquote(value.text()));
        } catch (IllegalArgumentException e) {
            throw tokens.error(Span.between(name.span(), value.span()), String.valueOf(e.getMessage()));
        }
    }
}
