package dev.tributary.promql.parse;

import java.util.Locale;

import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.StringText;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a query into tokens, one at a time, so that an early error of the parser comes before a later one of the lexer. What a
 * character means depends on where it stands: in braces every word is a label name, in brackets only durations are known.
 */
final class Lexer {
    private static final int EOF = -1;

    private final String text;
    private final NumberScanner numbers;
    private int at;
    private int tokenStart;
    private int parenDepth;
    private boolean inBraces;
    private boolean inBrackets;
    /** In brackets, before the first number: the place of a duration expression. */
    private boolean beforeDuration;
    private boolean seenDuration;
    private boolean seenColon;

    Lexer(String text) {
        this.text = text;
        this.numbers = new NumberScanner(text);
    }

    /** The next token; after the last one always {@link TokenKind#END}. */
    Token next() {
        skipBlanksAndComments();
        tokenStart = at;
        if (inBraces) {
            return inBraces();
        }
        return beforeDuration ? inDuration() : inExpression();
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                at++;
            } else if (c == '#' && !beforeDuration) {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else {
                return;
            }
        }
    }

    private Token inExpression() {
        int c = advance();
        if (c == EOF) {
            return end();
        }
        if (isDigit(c) || c == '.' && isDigit(peek())) {
            at--;
            return numberOrDuration();
        }
        if (isAlpha(c) || c == ':') {
            return inBrackets ? wordInBrackets(c) : word();
        }
        return switch (c) {
            case '"', '\'', '`' -> string(c);
            case '(' -> open();
            case ')' -> close();
            case '{' -> {
                inBraces = true;
                yield token(TokenKind.LEFT_BRACE);
            }
            case '[' -> openBracket();
            case ']' -> closeBracket();
            default -> operator(c);
        };
    }

    private Token end() {
        if (parenDepth != 0) {
            throw error("unclosed left parenthesis");
        }
        if (inBrackets) {
            throw error("unclosed left bracket");
        }
        return new Token(TokenKind.END, "", text.length());
    }

    private Token operator(int c) {
        return switch (c) {
            case ',' -> token(TokenKind.COMMA);
            case '*' -> token(TokenKind.MULTIPLY);
            case '/' -> token(TokenKind.DIVIDE);
            case '%' -> token(TokenKind.MODULO);
            case '+' -> token(TokenKind.ADD);
            case '-' -> token(TokenKind.SUBTRACT);
            case '^' -> token(TokenKind.POWER);
            case '@' -> token(TokenKind.AT);
            case '=' -> equals();
            case '!' -> {
                int next = advance();
                if (next != '=') {
                    throw error("unexpected character after '!': " + StringText.quoteCharacter(next));
                }
                yield token(TokenKind.NOT_EQUAL);
            }
            case '<' -> oneOrTwo(TokenKind.LESS, TokenKind.LESS_OR_EQUAL, TokenKind.TRIM_UPPER);
            case '>' -> oneOrTwo(TokenKind.GREATER, TokenKind.GREATER_OR_EQUAL, TokenKind.TRIM_LOWER);
            default -> throw error("unexpected character: " + StringText.quoteCharacter(codePointBefore()));
        };
    }

    private Token equals() {
        if (peek() == '=') {
            at++;
            return token(TokenKind.EQUAL);
        }
        if (peek() == '~') {
            throw error("unexpected character after '=': '~'");
        }
        return token(TokenKind.ASSIGN);
    }

    private Token oneOrTwo(TokenKind alone, TokenKind withEquals, TokenKind withSlash) {
        if (peek() == '=') {
            at++;
            return token(withEquals);
        }
        if (peek() == '/') {
            at++;
            return token(withSlash);
        }
        return token(alone);
    }

    private Token open() {
        parenDepth++;
        return token(TokenKind.LEFT_PAREN);
    }

    private Token close() {
        parenDepth--;
        if (parenDepth < 0) {
            throw errorBehind("unexpected right parenthesis ')'");
        }
        return token(TokenKind.RIGHT_PAREN);
    }

    private Token openBracket() {
        if (inBrackets) {
            throw error("unexpected left bracket '['");
        }
        inBrackets = true;
        beforeDuration = true;
        seenColon = false;
        return token(TokenKind.LEFT_BRACKET);
    }

    private Token closeBracket() {
        if (!inBrackets) {
            throw error("unexpected right bracket ']'");
        }
        inBrackets = false;
        beforeDuration = false;
        seenColon = false;
        return token(TokenKind.RIGHT_BRACKET);
    }

    private Token inDuration() {
        int c = advance();
        if (isDigit(c) || c == '.' && isDigit(peek())) {
            at--;
            seenDuration = true;
            beforeDuration = false;
            return numberOrDuration();
        }
        return switch (c) {
            case EOF -> throw error("unexpected end of input in duration expression");
            case ']' -> closeBracket();
            case ':' -> colonInDuration();
            case '(' -> open();
            case ')' -> close();
            case '+', '-', '*', '/', '%', '^', ',' -> operator(c);
            default -> {
                TokenKind keyword = isAlpha(c) ? durationKeyword() : null;
                if (keyword == null) {
                    throw error("unexpected character in duration expression: "
                            + StringText.quoteCharacter(text.codePointAt(tokenStart)));
                }
                yield token(keyword);
            }
        };
    }

    private Token colonInDuration() {
        if (!seenDuration) {
            throw errorBehind("unexpected colon before duration in duration expression");
        }
        if (seenColon) {
            throw errorBehind("unexpected repeated colon in duration expression");
        }
        seenColon = true;
        return token(TokenKind.COLON);
    }

    private Token wordInBrackets(int c) {
        if (c == ':') {
            if (seenColon) {
                throw error("unexpected colon ':'");
            }
            seenColon = true;
            return token(TokenKind.COLON);
        }
        TokenKind keyword = durationKeyword();
        if (keyword == null) {
            throw error("unexpected character: " + StringText.quoteCharacter(c) + ", expected ':'");
        }
        return token(keyword);
    }

    /** One of the words of duration expressions, consumed; null for another word. */
    private @Nullable TokenKind durationKeyword() {
        int end = at;
        while (end < text.length() && isAlpha(text.charAt(end))) {
            end++;
        }
        TokenKind kind = TokenKind.ofWord(text.substring(tokenStart, end).toLowerCase(Locale.ROOT));
        if (kind == TokenKind.STEP || kind == TokenKind.RANGE || kind == TokenKind.MAX_OF || kind == TokenKind.MIN_OF) {
            at = end;
            return kind;
        }
        return null;
    }

    private Token word() {
        while (isAlphaNumeric(peek()) || peek() == ':') {
            at++;
        }
        String word = text.substring(tokenStart, at);
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("inf") || lower.equals("nan")) {
            return token(TokenKind.NUMBER);
        }
        TokenKind keyword = TokenKind.ofWord(lower);
        boolean fill = keyword == TokenKind.FILL || keyword == TokenKind.FILL_LEFT || keyword == TokenKind.FILL_RIGHT;
        if (keyword != null && !(fill && !isParenAhead())) {
            return token(keyword);
        }
        return token(word.indexOf(':') >= 0 ? TokenKind.METRIC_IDENTIFIER : TokenKind.IDENTIFIER);
    }

    private boolean isParenAhead() {
        int ahead = at;
        while (ahead < text.length() && isSpace(text.charAt(ahead))) {
            ahead++;
        }
        return ahead < text.length() && text.charAt(ahead) == '(';
    }

    private Token inBraces() {
        int c = advance();
        if (isAlpha(c)) {
            while (isAlphaNumeric(peek())) {
                at++;
            }
            return token(TokenKind.IDENTIFIER);
        }
        return switch (c) {
            case EOF -> throw error("unexpected end of input inside braces");
            case ',' -> token(TokenKind.COMMA);
            case '"', '\'', '`' -> string(c);
            case '=' -> {
                if (peek() == '~') {
                    at++;
                    yield token(TokenKind.MATCH);
                }
                yield token(TokenKind.ASSIGN);
            }
            case '!' -> {
                int next = advance();
                if (next != '~' && next != '=') {
                    throw error("unexpected character after '!' inside braces: " + StringText.quoteCharacter(next));
                }
                yield token(next == '~' ? TokenKind.NOT_MATCH : TokenKind.NOT_EQUAL);
            }
            case '{' -> throw error("unexpected left brace '{'");
            case '}' -> {
                inBraces = false;
                yield token(TokenKind.RIGHT_BRACE);
            }
            default ->
                throw error("unexpected character inside braces: " + StringText.quoteCharacter(codePointBefore()));
        };
    }

    private Token string(int quote) {
        at = new StringScanner(text).end(at, (char) quote, tokenStart);
        return token(TokenKind.STRING);
    }

    private Token numberOrDuration() {
        int end = numbers.numberEnd(tokenStart);
        if (end > 0) {
            at = end;
            return token(TokenKind.NUMBER);
        }
        end = numbers.durationEnd(-end);
        if (end > 0) {
            at = end;
            return token(TokenKind.DURATION);
        }
        throw error("bad number or duration syntax: " + StringText.quote(text.substring(tokenStart, -end)));
    }

    private Token token(TokenKind kind) {
        return new Token(kind, text.substring(tokenStart, at), tokenStart);
    }

    /** An error of a character that is only known to be wrong once it is taken: its place is behind it. */
    private ParseException errorBehind(String problem) {
        return new ParseException(text, new Span(at, text.length()), problem);
    }

    private ParseException error(String problem) {
        return new ParseException(text, new Span(tokenStart, text.length()), problem);
    }

    private int advance() {
        return at < text.length() ? text.charAt(at++) : EOF;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : EOF;
    }

    private int codePointBefore() {
        return text.codePointAt(at - 1);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(int c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isAlphaNumeric(int c) {
        return isAlpha(c) || isDigit(c);
    }
}
