package dev.tributary.logql.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts lines into tokens: words, numbers, and what stands between them. What changes from line to line by its nature
 * (numbers, addresses, ids) is a wildcard from the start.
 */
final class LineTokens {
    static final String WILDCARD = "<_>";

    private LineTokens() {
    }

    /** The tokens, the blanks between them left out; at most so many. */
    static List<String> of(String line, int tokensMax) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < line.length() && tokens.size() < tokensMax) {
            int end = at;
            while (end < line.length() && line.charAt(end) != ' ') {
                end++;
            }
            if (end > at) {
                tokens.add(form(line.substring(at, end)));
            }
            at = end + 1;
        }
        return tokens;
    }

    /** The token with a wildcard for each run of letters and digits that holds a digit. */
    private static String form(String token) {
        StringBuilder out = new StringBuilder(token.length());
        int at = 0;
        while (at < token.length()) {
            int end = at;
            boolean digit = false;
            while (end < token.length() && isInner(token.charAt(end))) {
                digit |= Character.isDigit(token.charAt(end));
                end++;
            }
            if (end == at) {
                out.append(token.charAt(at++));
                continue;
            }
            append(out, token.substring(at, end), digit);
            at = end;
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String run, boolean digit) {
        if (!digit) {
            out.append(run);
        } else if (!out.toString().endsWith(WILDCARD)) {
            out.append(WILDCARD);
        }
    }

    /** Letters and digits, and what stands inside numbers, times and ids. */
    private static boolean isInner(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }
}
