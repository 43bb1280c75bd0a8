package dev.tributary.logql.line;

/** A question that the bytes of a line answer. */
@FunctionalInterface
public interface LineCondition {
    /** True for every line. */
    LineCondition ALWAYS = (_, _, _) -> true;

    /** True when the text between the two places satisfies the condition. */
    boolean holds(byte[] bytes, int from, int to);

    default LineCondition negate() {
        return (bytes, from, to) -> !holds(bytes, from, to);
    }

    default LineCondition or(LineCondition other) {
        return (bytes, from, to) -> holds(bytes, from, to) || other.holds(bytes, from, to);
    }
}
