package dev.tributary.logql.parse;

/** Finds the end of quoted texts and checks their escapes, which are those of Go. */
final class StringScan {
    private final Scanner scanner;

    StringScan(Scanner scanner) {
        this.scanner = scanner;
    }

    /** Reads from the opening quote to behind the closing one. */
    void string(int quote) {
        scanner.next();
        boolean raw = quote == '`';
        while (true) {
            int c = scanner.next();
            if (c == quote) {
                return;
            }
            if (c == Scanner.END || !raw && c == '\n') {
                throw scanner.error("literal not terminated");
            }
            if (c == 0) {
                throw scanner.error("invalid character NUL");
            }
            if (c == 0xfffd || Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)) {
                throw scanner.error("invalid UTF-8 encoding");
            }
            if (!raw && c == '\\') {
                escape(quote);
            }
        }
    }

    /** A character in single quotes, which LogQL has no use for. */
    void character() {
        scanner.next();
        int length = 0;
        int c = scanner.next();
        while (c != '\'') {
            if (c == Scanner.END || c == '\n') {
                throw scanner.error("literal not terminated");
            }
            if (c == '\\') {
                escape('\'');
            }
            length++;
            c = scanner.next();
        }
        if (length != 1) {
            throw scanner.error("invalid char literal");
        }
    }

    private void escape(int quote) {
        int c = scanner.next();
        if (c == quote || c != Scanner.END && "abfnrtv\\".indexOf(c) >= 0) {
            return;
        }
        switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(2, 8);
            case 'x' -> digits(2, 16);
            case 'u' -> digits(4, 16);
            case 'U' -> digits(8, 16);
            default -> throw scanner.error("invalid char escape");
        }
    }

    private void digits(int count, int radix) {
        for (int i = 0; i < count; i++) {
            int c = scanner.peek();
            if (c < 0 || c > 127 || Character.digit(c, radix) < 0) {
                throw scanner.error("invalid char escape");
            }
            scanner.next();
        }
    }
}
