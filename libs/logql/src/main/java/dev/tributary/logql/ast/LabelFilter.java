package dev.tributary.logql.ast;

import dev.tributary.model.Matcher;

/** A condition on an entry's labels. */
public sealed interface LabelFilter {
    /** A label's text; an absent label is the empty text. */
    record Text(Matcher matcher) implements LabelFilter {
    }

    /** A label read as a number. */
    record Numeric(String label, Comparison comparison, double value) implements LabelFilter {
    }

    /** A label read as a duration, in nanoseconds. */
    record Duration(String label, Comparison comparison, long nanos) implements LabelFilter {
    }

    /** A label read as a size; the bytes are an unsigned number. */
    record Bytes(String label, Comparison comparison, long bytes) implements LabelFilter {
    }

    /** A label that holds an address of a range, or with {@code negative} one outside. */
    record Ip(String label, boolean negative, String range) implements LabelFilter {
    }

    /** Both conditions. */
    record And(LabelFilter left, LabelFilter right) implements LabelFilter {
    }

    /** One of the conditions or both. */
    record Or(LabelFilter left, LabelFilter right) implements LabelFilter {
    }
}
