package dev.tributary.logql.ast;

/** How a line filter looks at lines. */
public enum LineMatch {
    CONTAINS("|=", false),
    NOT_CONTAINS("!=", true),
    REGEX("|~", false),
    NOT_REGEX("!~", true),
    PATTERN("|>", false),
    NOT_PATTERN("!>", true);

    private final String symbol;
    private final boolean negative;

    LineMatch(String symbol, boolean negative) {
        this.symbol = symbol;
        this.negative = negative;
    }

    public String symbol() {
        return symbol;
    }

    /** True when it keeps the lines that do not match. */
    public boolean negative() {
        return negative;
    }
}
