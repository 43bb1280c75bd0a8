package dev.tributary.logql.parse;

import java.time.Duration;
import java.util.Locale;

import dev.tributary.logql.ast.ByteSizeText;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoUnquote;
import dev.tributary.model.text.PrometheusDuration;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a query into tokens, one at a time. Comments run from {@code #} or {@code //} to the end of the line, or stand in
 * slashes with stars. A character that is nothing else counts as an identifier, as in Loki.
 */
final class Lexer {
    private static final String DURATION_LETTERS = "nu\u00b5mshdwy.";
    private static final String SIZE_LETTERS = "BikKMGTP.";

    private final Scanner scanner;

    Lexer(String text) {
        this.scanner = new Scanner(text);
    }

    /** The next token; after the last one always {@link TokenKind#END}. */
    Token next() {
        skipBlanksAndComments();
        scanner.startToken();
        int start = scanner.position();
        int c = scanner.peek();
        if (c == Scanner.END) {
            return token(TokenKind.END, "");
        }
        if (isLetter(c)) {
            return word(start);
        }
        if (isDigit(c) || c == '.' && isDigit(scanner.peek(1))) {
            return number(start);
        }
        return switch (c) {
            case '"', '`' -> string(start, c);
            case '\'' -> character(start);
            case '[' -> range();
            case '-' -> minus(start);
            default -> symbol(start);
        };
    }

    private void skipBlanksAndComments() {
        while (true) {
            int c = scanner.peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                scanner.next();
            } else if (c == '#' || scanner.startsWith("//")) {
                while (scanner.peek() != Scanner.END && scanner.peek() != '\n') {
                    scanner.next();
                }
            } else if (scanner.startsWith("/*")) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        scanner.startToken();
        while (!scanner.startsWith("*/")) {
            if (scanner.next() == Scanner.END) {
                throw scanner.error("comment not terminated");
            }
        }
        scanner.next();
        scanner.next();
    }

    private Token token(TokenKind kind, String text) {
        return token(kind, text, 0);
    }

    private Token token(TokenKind kind, String text, long amount) {
        return new Token(kind, text, amount, scanner.tokenLine(), scanner.tokenColumn());
    }

    private Token word(int start) {
        while (isLetter(scanner.peek()) || Character.isDigit(scanner.peek())) {
            scanner.next();
        }
        String word = scanner.since(start);
        String lower = word.toLowerCase(Locale.ROOT);
        TokenKind function = TokenKind.ofFunction(lower);
        if (function != null) {
            return token(isCallAhead() ? function : TokenKind.IDENTIFIER, word);
        }
        TokenKind keyword = TokenKind.ofKeyword(lower);
        return token(keyword == null ? TokenKind.IDENTIFIER : keyword, word);
    }

    /** True before a parenthesis, or a grouping and a parenthesis. */
    private boolean isCallAhead() {
        int ahead = blanksEnd(0);
        if (scanner.peek(ahead) == '(') {
            return true;
        }
        StringBuilder word = new StringBuilder();
        while (word.length() < "without".length() && isLetter(scanner.peek(ahead))) {
            word.appendCodePoint(Character.toLowerCase(scanner.peek(ahead)));
            ahead += Character.charCount(scanner.peek(ahead));
            String soFar = word.toString();
            if (soFar.equals("by") || soFar.equals("without")) {
                return scanner.peek(blanksEnd(ahead)) == '(';
            }
        }
        return false;
    }

    private int blanksEnd(int from) {
        int ahead = from;
        while (Character.isWhitespace(scanner.peek(ahead))) {
            ahead++;
        }
        return ahead;
    }

    /** A number, or with a unit behind it a duration or a size. */
    private Token number(int start) {
        new NumberScan(scanner).number();
        String number = scanner.since(start);
        String asDuration = number + lettersAhead(DURATION_LETTERS);
        Long nanos = asDuration.length() == number.length() ? null : nanosOrNull(asDuration);
        if (nanos != null) {
            skip(asDuration.length() - number.length());
            return token(TokenKind.DURATION, asDuration, nanos);
        }
        String asSize = number + lettersAhead(SIZE_LETTERS);
        Long bytes = asSize.length() == number.length() ? null : bytesOrNull(asSize);
        if (bytes != null) {
            skip(asSize.length() - number.length());
            return token(TokenKind.BYTES, asSize, bytes);
        }
        return token(TokenKind.NUMBER, number);
    }

    private void skip(int characters) {
        for (int i = 0; i < characters; i++) {
            scanner.nextBehindToken();
        }
    }

    private String lettersAhead(String letters) {
        StringBuilder out = new StringBuilder();
        for (int ahead = 0; isDigit(scanner.peek(ahead)) || letters.indexOf(scanner.peek(ahead)) >= 0; ahead++) {
            out.append((char) scanner.peek(ahead));
        }
        return out.toString();
    }

    private static @Nullable Long nanosOrNull(String text) {
        try {
            return PrometheusDuration.parse(text).toNanos();
        } catch (IllegalArgumentException | ArithmeticException _) {
            try {
                return GoDuration.parseNanos(text);
            } catch (IllegalArgumentException _) {
                return null;
            }
        }
    }

    private static @Nullable Long bytesOrNull(String text) {
        try {
            return ByteSizeText.parse(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private Token string(int start, int quote) {
        new StringScan(scanner).string(quote);
        String literal = scanner.since(start);
        try {
            return token(TokenKind.STRING, quote == '`' ? rawContent(literal) : GoUnquote.unquote(literal));
        } catch (IllegalArgumentException e) {
            throw scanner.error("invalid syntax");
        }
    }

    /** What stands in back quotes, without carriage returns as in Go. */
    private static String rawContent(String literal) {
        return literal.substring(1, literal.length() - 1).replace("\r", "");
    }

    private Token character(int start) {
        new StringScan(scanner).character();
        return token(TokenKind.IDENTIFIER, scanner.since(start));
    }

    private Token range() {
        scanner.next();
        StringBuilder inside = new StringBuilder();
        while (true) {
            int c = scanner.nextBehindToken();
            if (c == Scanner.END) {
                throw scanner.error("missing closing ']' in duration");
            }
            if (c == ']') {
                break;
            }
            inside.appendCodePoint(c);
        }
        try {
            Duration range = PrometheusDuration.parse(inside.toString());
            return token(TokenKind.RANGE, inside.toString(), range.toNanos());
        } catch (IllegalArgumentException e) {
            throw scanner.error(String.valueOf(e.getMessage()));
        }
    }

    private Token minus(int start) {
        scanner.next();
        String flag = flagAhead();
        if (flag.equals("-strict") || flag.equals("-keep-empty")) {
            skip(flag.length());
            return token(TokenKind.FLAG, "-" + flag);
        }
        String asDuration = "-" + lettersAhead(DURATION_LETTERS);
        Long nanos = asDuration.length() == 1 ? null : nanosOrNull(asDuration);
        if (nanos != null) {
            skip(asDuration.length() - 1);
            return token(TokenKind.DURATION, asDuration, nanos);
        }
        return token(TokenKind.SUBTRACT, scanner.since(start));
    }

    private String flagAhead() {
        StringBuilder out = new StringBuilder();
        while (scanner.peek(out.length()) == '-' || isAsciiLetter(scanner.peek(out.length()))) {
            out.append((char) scanner.peek(out.length()));
        }
        return out.toString();
    }

    private Token symbol(int start) {
        int first = scanner.next();
        if (first == 0xfffd || first >= Character.MIN_SURROGATE && first <= Character.MAX_SURROGATE) {
            throw scanner.error("invalid UTF-8 encoding");
        }
        int second = scanner.peek();
        TokenKind pair = second == Scanner.END
                ? null
                : TokenKind.ofSymbol(Character.toString(first) + Character.toString(second));
        if (pair != null) {
            scanner.nextBehindToken();
            return token(pair, scanner.since(start));
        }
        TokenKind single = TokenKind.ofSymbol(Character.toString(first));
        return token(single == null ? TokenKind.IDENTIFIER : single, scanner.since(start));
    }

    private static boolean isLetter(int c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
