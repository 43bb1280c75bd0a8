package dev.tributary.promql.parse;

/** Finds the ends of numbers and durations. */
final class NumberScanner {
    private static final String DECIMAL = "0123456789";
    private static final String HEXADECIMAL = "0123456789abcdefABCDEF";

    private final String text;

    NumberScanner(String text) {
        this.text = text;
    }

    /** End of the number that starts there; when there is none, minus the position where reading stopped. */
    int numberEnd(int start) {
        int at = start;
        String digits = DECIMAL;
        if (isAt(at, "0") && isAt(at + 1, "xX")) {
            at += 2;
            digits = HEXADECIMAL;
            at = accept(at, "_");
        } else {
            at = accept(at, "0");
        }
        at = accept(accept(at, "."), digits);
        boolean dot = false;
        boolean exponent = false;
        while (isAt(at, digits) || isAt(at, "._eE")) {
            if (isAt(at, ".") && dot || isAt(at, "eE") && exponent) {
                return -(at + 1);
            }
            if (isAt(at, ".")) {
                dot = true;
                at++;
                if (isAt(at, "_.")) {
                    return -(at + 1);
                }
                if (!digits.equals(DECIMAL)) {
                    return -at;
                }
            } else if (isAt(at, "eE") && !isAt(at, digits)) {
                exponent = true;
                at = accept(at + 1, "+-");
                if (isAt(at, "._eE") || at >= text.length()) {
                    return -Math.min(at + 1, text.length());
                }
            } else if (isAt(at, "_")) {
                at++;
                if (isAt(at, "._eE") || at >= text.length()) {
                    return -Math.min(at + 1, text.length());
                }
            } else {
                at++;
            }
        }
        boolean wordFollows = at < text.length() && Lexer.isAlphaNumeric(text.charAt(at));
        return at > start && !wordFollows ? at : -at;
    }

    /** End of the duration whose first digits end there; when there is none, minus the position where reading stopped. */
    int durationEnd(int digitsEnd) {
        int at = digitsEnd;
        if (!isAt(at, "smhdwy")) {
            return -at;
        }
        at = accept(at + 1, "s");
        while (isAt(at, DECIMAL)) {
            while (isAt(at, DECIMAL)) {
                at++;
            }
            // No y here: years always come first.
            if (!isAt(at, "smhdw")) {
                return -at;
            }
            at = accept(at + 1, "s");
        }
        boolean wordFollows = at < text.length() && Lexer.isAlphaNumeric(text.charAt(at));
        return wordFollows ? -(at + 1) : at;
    }

    private boolean isAt(int at, String set) {
        return at < text.length() && set.indexOf(text.charAt(at)) >= 0;
    }

    private int accept(int at, String set) {
        return isAt(at, set) ? at + 1 : at;
    }
}
