package dev.tributary.logql.parse;

import dev.tributary.model.text.GoFloatParser;

/** Numbers in a query. */
final class Literals {
    private Literals() {
    }

    static double number(String text) {
        return GoFloatParser.parse(text);
    }

    /** A number with or without a sign. */
    static double signedNumber(TokenStream tokens) {
        boolean signed = tokens.is(TokenKind.ADD) || tokens.is(TokenKind.SUBTRACT);
        boolean negative = signed && tokens.take().kind() == TokenKind.SUBTRACT;
        double number = literal(tokens.expect(TokenKind.NUMBER).text());
        return negative ? -number : number;
    }

    /** The number of a token; one that is none is an error of the whole query. */
    static double literal(String text) {
        try {
            return number(text);
        } catch (NumberFormatException e) {
            throw ParseException.of("unable to parse literal as a float: " + e.getMessage());
        }
    }
}
