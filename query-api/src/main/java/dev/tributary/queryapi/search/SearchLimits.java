package dev.tributary.queryapi.search;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Key;

/** What one search of names and values may ask for: the section {@code query.search} of the hub's configuration. */
public record SearchLimits(
        @Key("max_limit") @Default("10000") @Doc("Hits one search may ask for by limit; 0 for no bound.") int limitMax,
        @Key("max_terms") @Default("32") @Doc("Texts one search may look for as alternatives.") int termsMax,
        @Key("max_term_length") @Default("1024") @Doc("Characters of one of them; comparing costs more than in proportion to it.") int termLengthMax) {
    /** What holds where the configuration says nothing. */
    public static final SearchLimits DEFAULT = new SearchLimits(10_000, 32, 1024);

    public SearchLimits {
        require(limitMax >= 0, "max_limit", limitMax);
        require(termsMax > 0, "max_terms", termsMax);
        require(termLengthMax > 0, "max_term_length", termLengthMax);
    }

    private static void require(boolean holds, String key, int value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is too small: " + value);
        }
    }
}
