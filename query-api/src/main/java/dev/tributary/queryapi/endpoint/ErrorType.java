package dev.tributary.queryapi.endpoint;

import dev.tributary.promql.QueryException;

/**
 * The error types of the Prometheus API with their HTTP status. Two are additions: {@code FORBIDDEN}, since Prometheus
 * knows no restricted askers, and {@code TOO_MANY_REQUESTS}, since it lets queries wait without bound.
 */
public enum ErrorType {
    BAD_DATA("bad_data", 400),
    EXECUTION("execution", 422),
    CANCELED("canceled", 499),
    TIMEOUT("timeout", 503),
    INTERNAL("internal", 500),
    UNAVAILABLE("unavailable", 500),
    NOT_FOUND("not_found", 404),
    NOT_ACCEPTABLE("not_acceptable", 406),
    FORBIDDEN("forbidden", 403),
    TOO_MANY_REQUESTS("too_many_requests", 429);

    private final String text;
    private final int status;

    ErrorType(String text, int status) {
        this.text = text;
        this.status = status;
    }

    /** The type of a query's failure. */
    public static ErrorType of(QueryException.Category category) {
        return switch (category) {
            case BAD_DATA -> BAD_DATA;
            case EXECUTION -> EXECUTION;
            case CANCELED -> CANCELED;
            case TIMEOUT -> TIMEOUT;
            case INTERNAL -> INTERNAL;
        };
    }

    /** The word in the field {@code errorType}. */
    public String text() {
        return text;
    }

    /** The HTTP status of an answer with this error. */
    public int status() {
        return status;
    }
}
