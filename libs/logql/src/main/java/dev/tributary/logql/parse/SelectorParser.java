package dev.tributary.logql.parse;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.LogExpr;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;

/** Stream selectors and the matchers in them. */
final class SelectorParser {
    private final TokenStream tokens;

    SelectorParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** A selector with its pipeline, which unwraps nothing. */
    LogExpr logQuery() {
        List<Matcher> matchers = selector();
        return new LogExpr(matchers, new StageParser(tokens).stages());
    }

    List<Matcher> selector() {
        tokens.expect(TokenKind.LEFT_BRACE);
        List<Matcher> matchers = new ArrayList<>();
        if (tokens.takeIf(TokenKind.RIGHT_BRACE)) {
            return matchers;
        }
        matchers.add(matcher(tokens.expect(TokenKind.IDENTIFIER, TokenKind.RIGHT_BRACE)));
        while (!tokens.takeIf(TokenKind.RIGHT_BRACE)) {
            tokens.expect(TokenKind.COMMA, TokenKind.RIGHT_BRACE);
            matchers.add(matcher(tokens.expect(TokenKind.IDENTIFIER)));
        }
        return matchers;
    }

    private Matcher matcher(Token name) {
        MatchType type = switch (tokens.peek().kind()) {
            case ASSIGN -> MatchType.EQUAL;
            case NOT_EQUAL -> MatchType.NOT_EQUAL;
            case REGEX -> MatchType.REGEX;
            case NOT_REGEX -> MatchType.NOT_REGEX;
            default -> throw tokens.unexpected(TokenKind.ASSIGN, TokenKind.REGEX, TokenKind.NOT_REGEX,
                    TokenKind.NOT_EQUAL);
        };
        tokens.take();
        return matcher(name.text(), type, tokens.expect(TokenKind.STRING).text());
    }

    /** A matcher; an expression that is none is an error of the whole query. */
    static Matcher matcher(String name, MatchType type, String value) {
        try {
            return Matcher.of(name, type, value);
        } catch (IllegalArgumentException e) {
            throw ParseException.of(String.valueOf(e.getMessage()));
        }
    }
}
