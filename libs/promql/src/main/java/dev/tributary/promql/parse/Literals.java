package dev.tributary.promql.parse;

import dev.tributary.promql.ast.DurationText;
import dev.tributary.promql.ast.NumberReader;
import dev.tributary.promql.ast.StringText;

/** Values of number tokens. */
final class Literals {
    private Literals() {
    }

    /** The number of a NUMBER token, or the seconds of a DURATION token. */
    static double seconds(TokenStream tokens, Token token) {
        try {
            return token.kind() == TokenKind.DURATION
                    ? DurationText.parseMillis(token.text()) / 1000.0
                    : NumberReader.literal(token.text());
        } catch (NumberFormatException e) {
            throw tokens.error(token.span(), "error parsing number: strconv.ParseFloat: parsing "
                    + StringText.quote(token.text()) + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw tokens.error(token.span(), String.valueOf(e.getMessage()));
        }
    }
}
