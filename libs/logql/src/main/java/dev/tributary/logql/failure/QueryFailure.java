package dev.tributary.logql.failure;

/** A query that cannot be planned or run to its end. The message is fit for the asker and worded as Loki does. */
public final class QueryFailure extends RuntimeException {
    /** Whose fault it is. */
    public enum Kind {
        /** The text is no query. */
        PARSE,
        /** An entry could not be processed, and the query does not say what to do with such. */
        PIPELINE,
        /** It asks for more than is allowed. */
        LIMIT,
        /** The data do not go together as the query wants. */
        EXECUTION,
        /** The asker has gone. */
        CANCELED,
        /** It took too long. */
        TIMEOUT
    }

    private final Kind kind;

    public QueryFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
