package dev.tributary.queryapi.search;

import java.util.List;
import java.util.Locale;

import dev.tributary.queryapi.endpoint.ApiException;

/**
 * What is looked for: any of several texts.
 *
 * @param texts            empty ones count as none; where none is left everything fits
 * @param thresholdPercent 0 to 100
 */
record SearchTerms(List<String> texts, FuzzyAlgorithm algorithm, int thresholdPercent, boolean caseSensitive) {
    SearchTerms {
        texts = texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    /**
     * Refuses more texts, or longer ones, than one search may look for.
     *
     * @throws ApiException when there are
     */
    static void check(List<String> texts, SearchLimits limits) {
        if (texts.size() > limits.termsMax()) {
            throw ApiException.badData(
                    "too many search[] terms: got " + texts.size() + ", maximum is " + limits.termsMax());
        }
        if (texts.stream().anyMatch(text -> text.length() > limits.termLengthMax())) {
            throw ApiException.badData(
                    "search[] term is too long: maximum is " + limits.termLengthMax() + " characters");
        }
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
