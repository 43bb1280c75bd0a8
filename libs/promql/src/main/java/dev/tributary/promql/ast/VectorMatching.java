package dev.tributary.promql.ast;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the series of two vectors find each other.
 *
 * @param cardinality which side may have several series per match group
 * @param labels      labels of {@code on} or {@code ignoring}
 * @param on          true when only these labels count, false when all others do
 * @param include     labels the many side takes over from the one side
 * @param fillLeft    value for a missing left partner, null for none
 * @param fillRight   value for a missing right partner, null for none
 */
public record VectorMatching(Cardinality cardinality, List<String> labels, boolean on, List<String> include,
        @Nullable Double fillLeft, @Nullable Double fillRight) {
    /** Without any modifier. */
    public static final VectorMatching ONE_TO_ONE = new VectorMatching(Cardinality.ONE_TO_ONE, List.of(), false,
            List.of(), null, null);

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    public boolean hasFill() {
        return fillLeft != null || fillRight != null;
    }

    public VectorMatching withCardinality(Cardinality other) {
        return new VectorMatching(other, labels, on, include, fillLeft, fillRight);
    }

    /** Which side may have several series per match group. */
    public enum Cardinality {
        ONE_TO_ONE("one-to-one"),
        MANY_TO_ONE("many-to-one"),
        ONE_TO_MANY("one-to-many"),
        MANY_TO_MANY("many-to-many");

        private final String text;

        Cardinality(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
