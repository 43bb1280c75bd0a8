package dev.tributary.gotemplate.parse;

/**
 * Finds the end of a number: decimal, octal, binary, hexadecimal, with point and exponent. Lenient: what it takes that is
 * no number is refused when it is read.
 */
final class NumberScan {
    private static final String DECIMAL = "0123456789_";

    private final String text;
    private int at;

    private NumberScan(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The place behind the number that starts here, with its sign. */
    static int end(String text, int from) {
        NumberScan scan = new NumberScan(text, from);
        scan.number();
        return scan.at;
    }

    private void number() {
        accept("+-");
        String digits = DECIMAL;
        String exponents = "eE";
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
                exponents = "pP";
            } else if (accept("oO")) {
                digits = "01234567_";
                exponents = "";
            } else if (accept("bB")) {
                digits = "01_";
                exponents = "";
            }
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        if (accept(exponents)) {
            accept("+-");
            acceptRun(DECIMAL);
        }
        // Imaginary numbers are not read, but are numbers: the error is to name all of it.
        accept("i");
    }

    private boolean accept(String valid) {
        if (at < text.length() && valid.indexOf(text.charAt(at)) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    private void acceptRun(String valid) {
        while (accept(valid)) {
            // Moves on as it accepts.
        }
    }
}
