package dev.tributary.logql.ast;

import java.util.List;

/**
 * How the elements of two vectors find each other.
 *
 * @param cardinality which side may have several elements per group
 * @param explicit    true when {@code on} or {@code ignoring} was written
 * @param on          true when only the labels count, false when all others do
 * @param labels      labels of {@code on} or {@code ignoring}
 * @param include     labels that the many side takes over from the one side
 */
public record VectorMatching(Cardinality cardinality, boolean explicit, boolean on, List<String> labels,
        List<String> include) {
    /** Without any modifier: all labels count. */
    public static final VectorMatching DEFAULT = new VectorMatching(Cardinality.ONE_TO_ONE, false, false, List.of(),
            List.of());

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    /** Which side may have several elements per group. */
    public enum Cardinality {
        ONE_TO_ONE, MANY_TO_ONE, ONE_TO_MANY
    }
}
