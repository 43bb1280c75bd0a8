package dev.tributary.logql;

/** A query that has no answer. The category decides the HTTP status, the message is fit for the asker and Loki's own. */
public final class LogqlException extends RuntimeException {
    /** What kind of failure it is. */
    public enum Category {
        /** The query or its parameters are wrong, or an entry failed and the query does not say what to do then: 400. */
        BAD_REQUEST,
        /** It asks for more than is allowed: 400. */
        LIMIT,
        /** The data do not go together as the query wants: 500 in Loki. */
        EXECUTION,
        /** The asker has gone: 499. */
        CANCELED,
        /** It took too long: 504. */
        TIMEOUT
    }

    private final Category category;

    public LogqlException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
