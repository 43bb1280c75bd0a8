package dev.tributary.queryapi.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;

/** How texts are compared with what is looked for. */
public enum FuzzyAlgorithm {
    /** The characters in their order, others between them. */
    SUBSEQUENCE {
        @Override
        TextScore score(String pattern, int thresholdPercent) {
            return new SubsequenceScore(pattern, thresholdPercent / PERCENT);
        }
    },
    /** Contained as it is; above a threshold of 0 also texts that are similar as a whole. */
    JAROWINKLER {
        @Override
        TextScore score(String pattern, int thresholdPercent) {
            TextScore contained = new SubstringScore(pattern);
            if (thresholdPercent == 0) {
                return contained;
            }
            TextScore similar = new JaroWinklerScore(pattern, thresholdPercent / PERCENT);
            return text -> {
                double score = contained.of(text);
                return score > 0 ? score : similar.of(text);
            };
        }
    };

    private static final double PERCENT = 100.0;

    /** The score of a pattern that is not empty; what lies below the threshold does not fit. */
    abstract TextScore score(String pattern, int thresholdPercent);

    /** Its name in requests. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    static List<String> names() {
        return Arrays.stream(values()).map(FuzzyAlgorithm::text).toList();
    }

    /**
     * The algorithm of a name, the first of all for the empty one.
     *
     * @throws ApiException when there is none
     */
    static FuzzyAlgorithm named(String name) {
        if (name.isEmpty()) {
            return SUBSEQUENCE;
        }
        return Arrays.stream(values()).filter(one -> one.text().equals(name)).findFirst()
                .orElseThrow(() -> ApiException.badData("unsupported fuzz_alg " + GoQuote.quote(name)
                        + ": must be one of " + names().stream().collect(Collectors.joining(" ", "[", "]"))));
    }
}
