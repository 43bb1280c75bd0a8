package dev.tributary.model.text;

/**
 * Reads doubles as Go's {@code strconv.ParseFloat} does: decimal and hexadecimal, underscores between digits, {@code inf},
 * {@code infinity} and {@code nan} in any case. No spaces, no type suffix.
 */
public final class GoFloatParser {
    private GoFloatParser() {
    }

    /**
     * The double nearest to the text.
     *
     * @throws NumberFormatException in Go's words, when the text is no number or larger than any finite double
     */
    public static double parse(String text) {
        if (isPlain(text)) {
            return Double.parseDouble(text);
        }
        int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        String rest = text.substring(at);
        if (rest.equalsIgnoreCase("inf") || rest.equalsIgnoreCase("infinity")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (at == 0 && rest.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        boolean hex = rest.startsWith("0x") || rest.startsWith("0X");
        if (!hasNumberForm(rest, hex)) {
            throw new NumberFormatException("strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": invalid syntax");
        }
        return inRange(Double.parseDouble(text.replace("_", "")), text);
    }

    private static double inRange(double value, String text) {
        if (Double.isInfinite(value)) {
            throw new NumberFormatException(
                    "strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": value out of range");
        }
        return value;
    }

    /** Few digits and at most one point: the common case, needing no further look. */
    private static boolean isPlain(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && digits < 300 && points <= 1;
    }

    private static boolean hasNumberForm(String text, boolean hex) {
        int at = hex ? 2 : 0;
        int mantissaDigits = 0;
        boolean point = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (isDigit(c, hex)) {
                mantissaDigits++;
            } else if (c != '_') {
                break;
            }
            at++;
        }
        return mantissaDigits > 0 && hasExponentForm(text, at, hex) && underscoresSeparateDigits(text, hex);
    }

    /** Nothing, or {@code e+12}; after hexadecimal digits {@code p-12}, and never nothing. */
    private static boolean hasExponentForm(String text, int from, boolean hex) {
        if (from == text.length()) {
            return !hex;
        }
        if (Character.toLowerCase(text.charAt(from)) != (hex ? 'p' : 'e')) {
            return false;
        }
        int at = from + 1;
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        int first = at;
        while (at < text.length() && (isDigit(text.charAt(at), false) || at > first && text.charAt(at) == '_')) {
            at++;
        }
        return at > first && at == text.length();
    }

    private static boolean underscoresSeparateDigits(String text, boolean hex) {
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            boolean before = i > 0 && (isDigit(text.charAt(i - 1), hex) || hex && i == 2);
            boolean after = i + 1 < text.length() && isDigit(text.charAt(i + 1), hex);
            if (!before || !after) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c, boolean hex) {
        return c >= '0' && c <= '9' || hex && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
    }
}
