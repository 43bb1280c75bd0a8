package dev.tributary.queryapi.search;

import java.util.List;
import java.util.Locale;

import dev.tributary.queryapi.endpoint.ApiException;

/**
 * What is looked for: any of several texts. A request may name so many, and none may be longer than names and values are:
 * comparing costs more than in proportion to the length.
 *
 * @param texts            empty ones count as none; where none is left everything fits
 * @param thresholdPercent 0 to 100
 */
record SearchTerms(List<String> texts, FuzzyAlgorithm algorithm, int thresholdPercent, boolean caseSensitive) {
    static final int COUNT_MAX = 32;
    static final int LENGTH_MAX = 1024;

    SearchTerms {
        if (texts.size() > COUNT_MAX) {
            throw ApiException.badData(
                    "too many search[] terms: got " + texts.size() + ", maximum is " + COUNT_MAX);
        }
        if (texts.stream().anyMatch(text -> text.length() > LENGTH_MAX)) {
            throw ApiException.badData("search[] term is too long: maximum is " + LENGTH_MAX + " characters");
        }
        texts = texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    boolean fitEverything() {
        return texts.isEmpty();
    }

    /** A score for one search: the best of those of the single texts. */
    TextScore score() {
        if (fitEverything()) {
            return _ -> TextScore.BEST;
        }
        List<TextScore> each = texts.stream().map(text -> algorithm.score(folded(text), thresholdPercent)).toList();
        return text -> bestOf(each, folded(text));
    }

    private String folded(String text) {
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }

    private static double bestOf(List<TextScore> each, String text) {
        double best = 0;
        for (int i = 0; i < each.size() && best < TextScore.BEST; i++) {
            best = Math.max(best, each.get(i).of(text));
        }
        return best;
    }
}
