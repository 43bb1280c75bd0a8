package dev.tributary.promql.parse;

/** Which experimental parts of the language are on. Duration expressions are no longer experimental. */
public record ParseOptions(boolean experimentalFunctions, boolean extendedRangeSelectors, boolean fillModifiers) {
    /** Everything on. */
    public static final ParseOptions ALL = new ParseOptions(true, true, true);
}
