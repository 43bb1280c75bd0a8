package dev.tributary.promql.exec;

import dev.tributary.model.Labels;

/** Compares texts so that numbers in them count as numbers: {@code node9} before {@code node10}. */
final class NaturalOrder {
    /** Longer runs of digits do not fit 64 bits and compare as text. */
    private static final int DIGITS_MAX = 18;

    private NaturalOrder() {
    }

    static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = runEnd(a, i);
            int endB = runEnd(b, j);
            int order = compareRuns(a.substring(i, endA), b.substring(j, endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : Labels.compareUtf8(a, b);
    }

    private static int runEnd(String text, int from) {
        boolean digits = isDigit(text.charAt(from));
        int end = from + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static int compareRuns(String a, String b) {
        boolean numbers = isDigit(a.charAt(0)) && isDigit(b.charAt(0)) && a.length() <= DIGITS_MAX
                && b.length() <= DIGITS_MAX;
        return numbers ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : Labels.compareUtf8(a, b);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
