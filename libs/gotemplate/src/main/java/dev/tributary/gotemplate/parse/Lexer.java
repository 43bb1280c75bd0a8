package dev.tributary.gotemplate.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.tributary.model.text.GoQuote;

/**
 * Cuts a template into tokens. Trim markers ({@code {{- } and {@code  -}}}) and comments are done with here: the parser
 * never sees them. The last token is the end of input or an error.
 */
final class Lexer {
    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final String LEFT_COMMENT = "/*";
    private static final String RIGHT_COMMENT = "*/";
    private static final String SPACES = " \t\r\n";

    /** A dash and the space that sets it apart from the minus of a number. */
    private static final int TRIM_MARKER_LENGTH = 2;

    private static final Map<String, TokenKind> WORDS = Map.ofEntries(Map.entry("block", TokenKind.BLOCK),
            Map.entry("break", TokenKind.BREAK), Map.entry("continue", TokenKind.CONTINUE),
            Map.entry("define", TokenKind.DEFINE), Map.entry("else", TokenKind.ELSE), Map.entry("end", TokenKind.END),
            Map.entry("if", TokenKind.IF), Map.entry("range", TokenKind.RANGE), Map.entry("nil", TokenKind.NIL),
            Map.entry("template", TokenKind.TEMPLATE), Map.entry("with", TokenKind.WITH),
            Map.entry("true", TokenKind.BOOL), Map.entry("false", TokenKind.BOOL));

    private final String input;
    private final Predicate<String> isFunction;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int start;
    private int line = 1;
    private int startLine = 1;
    private int parenDepth;

    Lexer(String input, Predicate<String> isFunction) {
        this.input = input;
        this.isFunction = isFunction;
    }

    /** All tokens of the template. */
    List<Token> tokenize() {
        try {
            while (at < input.length()) {
                text();
                if (at < input.length()) {
                    action();
                }
            }
            emit(TokenKind.END_OF_INPUT);
        } catch (LexicalError e) {
            tokens.add(new Token(TokenKind.ERROR, start, e.problem, startLine));
        }
        return tokens;
    }

    private static final class LexicalError extends RuntimeException {
        private final String problem;

        LexicalError(String problem) {
            super(problem, null, false, false);
            this.problem = problem;
        }
    }

    private void text() {
        int delimiter = input.indexOf(LEFT, at);
        int end = delimiter < 0 ? input.length() : delimiter;
        boolean trim = delimiter >= 0 && isTrimMarker(end + LEFT.length(), true);
        advanceTo(trim ? trimmedEnd(at, end) : end);
        if (at > start) {
            emit(TokenKind.TEXT);
        }
        advanceTo(end);
        skip();
    }

    private int trimmedEnd(int from, int to) {
        int end = to;
        while (end > from && isSpace(input.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private void action() {
        int inside = at + LEFT.length() + (isTrimMarker(at + LEFT.length(), true) ? TRIM_MARKER_LENGTH : 0);
        if (input.startsWith(LEFT_COMMENT, inside)) {
            advanceTo(inside);
            skip();
            comment();
            return;
        }
        advanceTo(at + LEFT.length());
        emit(TokenKind.LEFT_DELIMITER);
        advanceTo(inside);
        skip();
        parenDepth = 0;
        while (!atRightDelimiter()) {
            insideAction();
        }
        if (parenDepth > 0) {
            throw new LexicalError("unclosed left paren");
        }
        rightDelimiter();
    }

    private void comment() {
        int end = input.indexOf(RIGHT_COMMENT, at + LEFT_COMMENT.length());
        if (end < 0) {
            throw new LexicalError("unclosed comment");
        }
        at = end + RIGHT_COMMENT.length();
        if (!atRightDelimiter()) {
            throw new LexicalError("comment ends before closing delimiter");
        }
        int from = start;
        at = from;
        boolean trim = isTrimMarker(end + RIGHT_COMMENT.length(), false);
        advanceTo(end + RIGHT_COMMENT.length() + (trim ? TRIM_MARKER_LENGTH : 0) + RIGHT.length());
        skipSpacesIf(trim);
    }

    private void rightDelimiter() {
        boolean trim = isTrimMarker(at, false);
        if (trim) {
            advanceTo(at + TRIM_MARKER_LENGTH);
            skip();
        }
        advanceTo(at + RIGHT.length());
        emit(TokenKind.RIGHT_DELIMITER);
        skipSpacesIf(trim);
    }

    private void skipSpacesIf(boolean trim) {
        while (trim && at < input.length() && isSpace(input.charAt(at))) {
            advanceTo(at + 1);
        }
        skip();
    }

    /** A dash with a space behind it at the start of an action, or before it at the end. */
    private boolean isTrimMarker(int index, boolean leading) {
        int dash = leading ? index : index + 1;
        int space = leading ? index + 1 : index;
        return Math.max(dash, space) < input.length() && input.charAt(dash) == '-' && isSpace(input.charAt(space));
    }

    private boolean atRightDelimiter() {
        return input.startsWith(RIGHT, at)
                || isTrimMarker(at, false) && input.startsWith(RIGHT, at + TRIM_MARKER_LENGTH);
    }

    private void insideAction() {
        if (at == input.length()) {
            throw new LexicalError("unclosed action");
        }
        int c = input.codePointAt(at);
        if (isSpace(c)) {
            spaces();
        } else if (c == '.' && !isDigit(peek(1))) {
            advanceTo(at + 1);
            fieldOrVariable(TokenKind.FIELD, TokenKind.DOT);
        } else if (c == '.' || c == '+' || c == '-' || isDigit(c)) {
            number();
        } else if (isAlphaNumeric(c)) {
            word();
        } else {
            symbol(c);
        }
    }

    private void symbol(int c) {
        advanceTo(at + Character.charCount(c));
        switch (c) {
            case '=' -> emit(TokenKind.ASSIGN);
            case ':' -> {
                if (peek(0) != '=') {
                    throw new LexicalError("expected :=");
                }
                advanceTo(at + 1);
                emit(TokenKind.DECLARE);
            }
            case '|' -> emit(TokenKind.PIPE);
            case '$' -> fieldOrVariable(TokenKind.VARIABLE, TokenKind.VARIABLE);
            case '"' -> quoted('"', TokenKind.STRING, "unterminated quoted string");
            case '\'' -> quoted('\'', TokenKind.CHAR_CONSTANT, "unterminated character constant");
            case '`' -> rawQuoted();
            case '(' -> {
                parenDepth++;
                emit(TokenKind.LEFT_PAREN);
            }
            case ')' -> {
                if (--parenDepth < 0) {
                    throw new LexicalError("unexpected right paren");
                }
                emit(TokenKind.RIGHT_PAREN);
            }
            default -> {
                if (c <= ' ' || c >= 0x7f) {
                    throw new LexicalError("unrecognized character in action: " + CodePointText.of(c));
                }
                emit(TokenKind.CHAR);
            }
        }
    }

    /** A run of spaces, without the one that belongs to a closing trim marker. */
    private void spaces() {
        while (at < input.length() && isSpace(input.charAt(at)) && !atRightDelimiter()) {
            advanceTo(at + 1);
        }
        emit(TokenKind.SPACE);
    }

    private void word() {
        String word = alphaNumericRun();
        TokenKind kind = WORDS.getOrDefault(word, TokenKind.IDENTIFIER);
        boolean newKeyword = kind == TokenKind.BREAK || kind == TokenKind.CONTINUE;
        emit(newKeyword && isFunction.test(word) ? TokenKind.IDENTIFIER : kind);
    }

    private void fieldOrVariable(TokenKind named, TokenKind bare) {
        if (atTerminator()) {
            emit(bare);
            return;
        }
        alphaNumericRun();
        emit(named);
    }

    private String alphaNumericRun() {
        int from = at;
        while (at < input.length() && isAlphaNumeric(input.codePointAt(at))) {
            advanceTo(at + Character.charCount(input.codePointAt(at)));
        }
        if (!atTerminator()) {
            throw new LexicalError("bad character " + CodePointText.of(input.codePointAt(at)));
        }
        return input.substring(from, at);
    }

    /** True where a name may end; this also splits {@code .X.Y} in two. */
    private boolean atTerminator() {
        int c = peek(0);
        return c < 0 || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || input.startsWith(RIGHT, at);
    }

    private void quoted(char quote, TokenKind kind, String unterminated) {
        while (true) {
            int c = peek(0);
            if (c == '\\') {
                advanceTo(at + 1);
                c = peek(0);
            } else if (c == quote) {
                advanceTo(at + 1);
                emit(kind);
                return;
            }
            if (c < 0 || c == '\n') {
                throw new LexicalError(unterminated);
            }
            advanceTo(at + 1);
        }
    }

    private void rawQuoted() {
        int end = input.indexOf('`', at);
        if (end < 0) {
            throw new LexicalError("unterminated raw quoted string");
        }
        advanceTo(end + 1);
        emit(TokenKind.RAW_STRING);
    }

    private void number() {
        int end = NumberScan.end(input, at);
        int next = end < input.length() ? input.codePointAt(end) : -1;
        if (next >= 0 && isAlphaNumeric(next)) {
            advanceTo(end + Character.charCount(next));
            throw badNumber();
        }
        advanceTo(end);
        if (next == '+' || next == '-') {
            advanceTo(NumberScan.end(input, end));
            throw badNumber();
        }
        emit(TokenKind.NUMBER);
    }

    private LexicalError badNumber() {
        return new LexicalError("bad number syntax: " + GoQuote.quote(input.substring(start, at)));
    }

    private int peek(int ahead) {
        return at + ahead < input.length() ? input.charAt(at + ahead) : -1;
    }

    private void advanceTo(int end) {
        for (; at < end; at++) {
            if (input.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private void emit(TokenKind kind) {
        tokens.add(new Token(kind, start, input.substring(start, at), startLine));
        skip();
    }

    private void skip() {
        start = at;
        startLine = line;
    }

    static boolean isSpace(int c) {
        return c >= 0 && SPACES.indexOf(c) >= 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphaNumeric(int c) {
        return c == '_' || Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }
}
