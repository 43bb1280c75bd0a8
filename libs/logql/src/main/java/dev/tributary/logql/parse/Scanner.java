package dev.tributary.logql.parse;

/**
 * The characters of a query with the position that error messages name, counted as Go's text scanner does: a token's line
 * is forgotten as soon as something is read behind the scanned token.
 */
final class Scanner {
    static final int END = -1;

    private final String text;
    private int at;
    private int line = 1;
    private int column = 1;
    private int tokenLine;
    private int tokenColumn;

    Scanner(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    String since(int start) {
        return text.substring(start, at);
    }

    int peek() {
        return peek(0);
    }

    /** The character so many UTF-16 units ahead. */
    int peek(int ahead) {
        return at + ahead < text.length() ? text.codePointAt(at + ahead) : END;
    }

    boolean startsWith(String word) {
        return text.startsWith(word, at);
    }

    /** Reads on as a part of the token. */
    int next() {
        int c = peek();
        if (c == END) {
            return c;
        }
        at += Character.charCount(c);
        column++;
        if (c == '\n') {
            line++;
            column = 1;
        }
        return c;
    }

    /** Reads on behind the scanned token, which costs its line. */
    int nextBehindToken() {
        tokenLine = 0;
        return next();
    }

    /** From here on a new token is read. */
    void startToken() {
        boolean nothingRead = text.isEmpty();
        tokenLine = nothingRead ? 0 : line;
        tokenColumn = nothingRead ? 0 : column;
    }

    int tokenLine() {
        return tokenLine;
    }

    int tokenColumn() {
        return tokenColumn;
    }

    ParseException error(String problem) {
        return ParseException.at(tokenLine, tokenColumn, problem);
    }
}
