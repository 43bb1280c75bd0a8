package dev.tributary.queryapi.search;

/** How well texts fit what is looked for. Not safe for several threads: a score may keep working memory. */
interface TextScore {
    /** What everything gets where nothing is looked for, and a text that is what is looked for. */
    double BEST = 1;

    /** From just above 0 to {@link #BEST}; 0 where the text does not fit. */
    double of(String text);
}
