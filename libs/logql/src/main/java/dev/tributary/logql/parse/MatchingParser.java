package dev.tributary.logql.parse;

import java.util.List;

import dev.tributary.logql.ast.VectorMatching;
import dev.tributary.logql.ast.VectorMatching.Cardinality;

/** The modifiers behind a binary operator. */
final class MatchingParser {
    private final TokenStream tokens;

    /** What the modifiers say. */
    record Modifiers(VectorMatching matching, boolean returnBool) {
    }

    MatchingParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Modifiers modifiers() {
        boolean returnBool = tokens.takeIf(TokenKind.BOOL);
        if (!tokens.is(TokenKind.ON) && !tokens.is(TokenKind.IGNORING)) {
            return new Modifiers(VectorMatching.DEFAULT, returnBool);
        }
        boolean on = tokens.take().kind() == TokenKind.ON;
        List<String> labels = LabelListParser.labels(tokens);
        Cardinality cardinality = switch (tokens.peek().kind()) {
            case GROUP_LEFT -> Cardinality.MANY_TO_ONE;
            case GROUP_RIGHT -> Cardinality.ONE_TO_MANY;
            default -> Cardinality.ONE_TO_ONE;
        };
        List<String> include = List.of();
        if (cardinality != Cardinality.ONE_TO_ONE) {
            tokens.take();
            include = tokens.is(TokenKind.LEFT_PAREN) ? LabelListParser.labels(tokens) : include;
        }
        return new Modifiers(new VectorMatching(cardinality, true, on, labels, include), returnBool);
    }
}
