package dev.tributary.promql.ast;

/** Whether a selector looks beyond its window. */
public enum RangeExtension {
    /** Only samples of the window. */
    NONE(""),
    /** The newest sample before the window stands for the value at its start. */
    ANCHORED("anchored"),
    /** Values at both edges are interpolated from the samples around them. */
    SMOOTHED("smoothed");

    private final String keyword;

    RangeExtension(String keyword) {
        this.keyword = keyword;
    }

    public String keyword() {
        return keyword;
    }
}
