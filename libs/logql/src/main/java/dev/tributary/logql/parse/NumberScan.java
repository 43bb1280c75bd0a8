package dev.tributary.logql.parse;

/** Reads numbers in Go's notation: {@code 1_000}, {@code 1.5e3}, {@code 0x1p4}. */
final class NumberScan {
    private final Scanner scanner;

    NumberScan(Scanner scanner) {
        this.scanner = scanner;
    }

    void number() {
        int radix = 10;
        if (scanner.peek() == '0' && (scanner.peek(1) | 0x20) == 'x') {
            radix = 16;
            scanner.next();
            scanner.next();
            if (!isDigit(scanner.peek(), radix) && scanner.peek() != '.') {
                throw scanner.error("hexadecimal literal has no digits");
            }
        } else if (scanner.peek() == '0' && ((scanner.peek(1) | 0x20) == 'b' || (scanner.peek(1) | 0x20) == 'o')
                && Lexer.isDigit(scanner.peek(2))) {
            scanner.next();
            scanner.next();
        }
        digits(radix);
        if (scanner.peek() == '.') {
            scanner.next();
            digits(radix);
        }
        exponent(radix);
    }

    private void digits(int radix) {
        while (isDigit(scanner.peek(), radix) || scanner.peek() == '_') {
            scanner.next();
        }
    }

    private void exponent(int radix) {
        int c = scanner.peek() | 0x20;
        if (scanner.peek() == Scanner.END || c != (radix == 16 ? 'p' : 'e')) {
            return;
        }
        scanner.next();
        if (scanner.peek() == '+' || scanner.peek() == '-') {
            scanner.next();
        }
        if (!Lexer.isDigit(scanner.peek())) {
            throw scanner.error("exponent has no digits");
        }
        digits(10);
    }

    private static boolean isDigit(int c, int radix) {
        return c >= 0 && c < 128 && Character.digit(c, radix) >= 0;
    }
}
