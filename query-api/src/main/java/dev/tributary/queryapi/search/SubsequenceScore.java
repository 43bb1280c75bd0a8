package dev.tributary.queryapi.search;

/**
 * Fits texts that hold the characters of a pattern in their order, others between them. Runs of adjacent characters count
 * by the square of their length, gaps cost little; of all places to begin, the best counts. A text that begins with the
 * pattern fits best. The figures are those of Prometheus' search.
 */
final class SubsequenceScore implements TextScore {
    /** Keeps what is not equal below what is, also when rounded. */
    private static final double NOT_EQUAL = 0.999;

    private static final double NO_MATCH = -1;

    private final String pattern;
    private final int[] wanted;
    private final double least;

    /** @param least lower scores count as no fit */
    SubsequenceScore(String pattern, double least) {
        this.pattern = pattern;
        this.wanted = pattern.codePoints().toArray();
        this.least = least;
    }

    @Override
    public double of(String text) {
        if (text.startsWith(pattern)) {
            return BEST;
        }
        // A character takes one or two units, so this only skips texts that cannot hold the pattern.
        double score = text.length() < wanted.length ? 0 : best(text.codePoints().toArray());
        return score >= least ? score : 0;
    }

    private double best(int[] text) {
        double best = NO_MATCH;
        for (int start = 0; start <= text.length - wanted.length; start++) {
            if (text[start] == wanted[0]) {
                double score = from(start, text);
                if (score == NO_MATCH) {
                    break; // What is not in the rest of the text is in no shorter rest.
                }
                best = Math.max(best, score);
            }
        }
        // A long text around a short pattern can cost more than the pattern is worth: no fit either.
        return Math.max(0, best) / ((double) wanted.length * wanted.length) * NOT_EQUAL;
    }

    /** The raw score of the match that takes the first occurrence of each character from a place on. */
    private double from(int start, int[] text) {
        double each = 1.0 / text.length;
        double score = 0;
        int found = 0;
        int afterLast = 0;
        int at = start;
        while (found < wanted.length) {
            int begin = indexOf(wanted[found], text, at);
            if (begin < 0) {
                return NO_MATCH;
            }
            at = begin;
            while (at < text.length && found < wanted.length && text[at] == wanted[found]) {
                at++;
                found++;
            }
            int run = at - begin;
            score += (double) run * run - (begin - afterLast) * each;
            afterLast = at;
        }
        return score - (text.length - afterLast) * each / 2;
    }

    private static int indexOf(int character, int[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == character) {
                return i;
            }
        }
        return -1;
    }
}
