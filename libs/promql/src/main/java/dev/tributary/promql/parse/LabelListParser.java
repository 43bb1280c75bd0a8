package dev.tributary.promql.parse;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.ast.ByteText;
import dev.tributary.promql.ast.StringText;

/** Parses the label lists of {@code by}, {@code on} and their kin; names may be quoted, a comma may come last. */
final class LabelListParser {
    private static final String WHERE = "grouping opts";

    private final TokenStream tokens;

    LabelListParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    List<String> list() {
        tokens.within(WHERE, "\"(\"", () -> tokens.expect(TokenKind.LEFT_PAREN));
        List<String> labels = new ArrayList<>();
        while (!tokens.takeIf(TokenKind.RIGHT_PAREN)) {
            labels.add(label());
            if (!tokens.is(TokenKind.RIGHT_PAREN)) {
                tokens.within(WHERE, "\",\" or \")\"", () -> tokens.expect(TokenKind.COMMA));
            }
        }
        return labels;
    }

    private String label() {
        Token token = tokens.peek();
        if (token.kind() == TokenKind.STRING) {
            tokens.take();
            String name = StringScanner.unquote(token.text());
            if (!ByteText.isName(name)) {
                throw tokens.error(token.span(), "invalid label name for grouping: " + StringText.quote(name));
            }
            return name;
        }
        if (!token.kind().canBeLabelName()) {
            throw tokens.within(WHERE, "label", tokens::unexpected);
        }
        return tokens.take().text();
    }
}
