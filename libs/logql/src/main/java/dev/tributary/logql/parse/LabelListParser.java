package dev.tributary.logql.parse;

import java.util.ArrayList;
import java.util.List;

/** Label names in parentheses. */
final class LabelListParser {
    private LabelListParser() {
    }

    static List<String> labels(TokenStream tokens) {
        tokens.expect(TokenKind.LEFT_PAREN);
        List<String> labels = new ArrayList<>();
        if (tokens.takeIf(TokenKind.RIGHT_PAREN)) {
            return labels;
        }
        labels.add(tokens.expect(TokenKind.IDENTIFIER, TokenKind.RIGHT_PAREN).text());
        while (!tokens.takeIf(TokenKind.RIGHT_PAREN)) {
            tokens.expect(TokenKind.COMMA, TokenKind.RIGHT_PAREN);
            labels.add(tokens.expect(TokenKind.IDENTIFIER).text());
        }
        return labels;
    }
}
