package dev.tributary.promql.failure;

/** A query that cannot be planned or run to its end. The message is fit for the asker and worded as Prometheus does. */
public final class QueryFailure extends RuntimeException {
    /** Whose fault it is. */
    public enum Kind {
        /** The query asks for what cannot be. */
        BAD_QUERY,
        /** The data do not go together as the query wants, or are too many. */
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

    /** A failure of execution. */
    public static QueryFailure execution(String message) {
        return new QueryFailure(Kind.EXECUTION, message);
    }

    public Kind kind() {
        return kind;
    }
}
