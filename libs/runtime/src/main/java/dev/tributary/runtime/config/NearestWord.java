package dev.tributary.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class NearestWord {
    private NearestWord() {
    }

    /** The candidate with the fewest single-letter edits, if those are at most a third of the word. */
    static Optional<String> to(String word, Collection<String> candidates) {
        int editsMax = Math.max(1, word.length() / 3);
        return candidates.stream().min(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .filter(best -> edits(word, best) <= editsMax);
    }

    /** Levenshtein's distance, case ignored. */
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
            }
            above = row;
        }
        return above[b.length()];
    }
}
