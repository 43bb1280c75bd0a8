package dev.tributary.logql.ast;

import java.util.List;

/** Takes a label's value as the entry's number; the filters apply to the entry after that. */
public record Unwrap(String label, Conversion conversion, List<LabelFilter> filters) {
    public Unwrap {
        filters = List.copyOf(filters);
    }

    /** How the label's text is read. */
    public enum Conversion {
        NUMBER(""), BYTES("bytes"), DURATION("duration"), DURATION_SECONDS("duration_seconds");

        private final String keyword;

        Conversion(String keyword) {
            this.keyword = keyword;
        }

        /** The function's name, empty for plain numbers. */
        public String keyword() {
            return keyword;
        }
    }
}
