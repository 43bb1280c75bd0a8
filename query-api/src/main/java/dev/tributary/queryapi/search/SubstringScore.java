package dev.tributary.queryapi.search;

/** Fits texts that contain a pattern: the best at their beginning, down to a tenth of that at their end. */
final class SubstringScore implements TextScore {
    private static final double FALL = 0.9;

    private final String pattern;

    SubstringScore(String pattern) {
        this.pattern = pattern;
    }

    @Override
    public double of(String text) {
        int index = text.indexOf(pattern);
        if (index <= 0) {
            return index < 0 ? 0 : BEST;
        }
        int before = text.codePointCount(0, index);
        int furthest = text.codePointCount(0, text.length()) - pattern.codePointCount(0, pattern.length());
        return BEST - FALL * before / furthest;
    }
}
