package dev.tributary.promql;

/** A query that has no answer. The category decides the HTTP status, the message is fit for the asker. */
public final class QueryException extends RuntimeException {
    /** The error types of the Prometheus API. */
    public enum Category {
        BAD_DATA, EXECUTION, CANCELED, TIMEOUT, INTERNAL
    }

    private final Category category;

    public QueryException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
