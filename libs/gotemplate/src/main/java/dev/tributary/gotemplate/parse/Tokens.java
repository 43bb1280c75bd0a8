package dev.tributary.gotemplate.parse;

import java.util.List;

/** A reading position in the tokens of a template, and the words for what is wrong there. */
final class Tokens {
    private static final int NO_LINE = 0;

    private final String name;
    private final List<Token> tokens;
    private int at;
    private int read;
    private int actionLine = NO_LINE;

    Tokens(String name, List<Token> tokens) {
        this.name = name;
        this.tokens = tokens;
    }

    Token peek() {
        read = Math.max(read, Math.min(at, tokens.size() - 1));
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    Token nextNonSpace() {
        Token token = next();
        while (token.kind() == TokenKind.SPACE) {
            token = next();
        }
        return token;
    }

    Token peekNonSpace() {
        Token token = nextNonSpace();
        at--;
        return token;
    }

    /** Steps back so that this token, read before, comes next again. */
    void backTo(Token token) {
        do {
            at--;
        } while (at >= tokens.size() || !tokens.get(at).equals(token));
    }

    /** The kind of the first word behind a delimiter that comes next. */
    TokenKind wordAfterDelimiter() {
        int word = at + 1;
        while (word < tokens.size() - 1 && tokens.get(word).kind() == TokenKind.SPACE) {
            word++;
        }
        return tokens.get(Math.min(word, tokens.size() - 1)).kind();
    }

    Token expect(TokenKind kind, String context) throws ParseException {
        Token token = nextNonSpace();
        if (token.kind() != kind) {
            throw unexpected(token, context);
        }
        return token;
    }

    void actionStarts(int line) {
        actionLine = line;
    }

    void actionEnds() {
        actionLine = NO_LINE;
    }

    /** An error on the line of the newest token. */
    ParseException error(String problem) {
        return new ParseException("template: " + name + ":" + tokens.get(read).line() + ": " + problem);
    }

    ParseException unexpected(Token token, String context) {
        if (token.kind() != TokenKind.ERROR) {
            return error("unexpected " + token + " in " + context);
        }
        String extra = "";
        if (actionLine != NO_LINE && actionLine != token.line()) {
            String where = " started at " + name + ":" + actionLine;
            extra = token.text().endsWith(" action") ? where : " in action" + where;
        }
        return error(token + extra);
    }
}
