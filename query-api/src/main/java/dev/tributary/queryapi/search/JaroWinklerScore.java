package dev.tributary.queryapi.search;

/**
 * Fits texts that are similar to a pattern as a whole by the measure of Jaro and Winkler: characters in common that lie
 * near each other, their order, and a bonus of a tenth of what is missing for each of up to four characters of a common
 * beginning.
 */
final class JaroWinklerScore implements TextScore {
    private static final int PREFIX_MAX = 4;
    private static final double PREFIX_BONUS = 0.1;

    private final String pattern;
    private final int[] wanted;
    private final double least;

    /** @param least lower scores count as no fit */
    JaroWinklerScore(String pattern, double least) {
        this.pattern = pattern;
        this.wanted = pattern.codePoints().toArray();
        this.least = least;
    }

    @Override
    public double of(String text) {
        double score = text.equals(pattern) ? BEST : similarity(text.codePoints().toArray());
        return score >= least ? score : 0;
    }

    private double similarity(int[] text) {
        int[] shorter = wanted.length <= text.length ? wanted : text;
        int[] longer = wanted.length <= text.length ? text : wanted;
        int[] partners = new int[shorter.length];
        boolean[] taken = new boolean[longer.length];
        double common = pair(shorter, longer, partners, taken);
        if (common == 0) {
            return 0;
        }
        double swapped = outOfOrder(shorter, longer, partners, taken) / 2.0;
        double jaro = (common / shorter.length + common / longer.length + (common - swapped) / common) / 3;
        int prefix = 0;
        while (prefix < Math.min(PREFIX_MAX, shorter.length) && shorter[prefix] == longer[prefix]) {
            prefix++;
        }
        return jaro + prefix * PREFIX_BONUS * (1 - jaro);
    }

    /** Pairs equal characters no further apart than half the longer text, each once; gives how many pairs there are. */
    private static int pair(int[] shorter, int[] longer, int[] partners, boolean[] taken) {
        int reach = Math.max(longer.length / 2 - 1, 0);
        int pairs = 0;
        for (int i = 0; i < shorter.length; i++) {
            partners[i] = -1;
            int end = Math.min(i + reach + 1, longer.length);
            for (int j = Math.max(i - reach, 0); j < end && partners[i] < 0; j++) {
                if (!taken[j] && shorter[i] == longer[j]) {
                    taken[j] = true;
                    partners[i] = j;
                    pairs++;
                }
            }
        }
        return pairs;
    }

    /** Paired characters that differ when those of both texts are put side by side in order. */
    private static int outOfOrder(int[] shorter, int[] longer, int[] partners, boolean[] taken) {
        int differing = 0;
        int other = 0;
        for (int i = 0; i < shorter.length; i++) {
            if (partners[i] < 0) {
                continue;
            }
            while (!taken[other]) {
                other++;
            }
            if (shorter[i] != longer[other]) {
                differing++;
            }
            other++;
        }
        return differing;
    }
}
