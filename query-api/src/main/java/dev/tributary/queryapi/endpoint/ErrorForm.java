package dev.tributary.queryapi.endpoint;

/** How a route tells its errors. */
public enum ErrorForm {
    /** As the envelope of the Prometheus API. */
    ENVELOPE,
    /** As a line of plain text. */
    LINE,
    /** As Loki does: plain text without a line end, with statuses of its own. */
    LOKI;

    /** The HTTP status of an error in this form. */
    public int status(ErrorType type) {
        if (this != LOKI) {
            return type.status();
        }
        return switch (type) {
            case EXECUTION -> 500;
            case TIMEOUT -> 504;
            case UNAVAILABLE -> 503;
            case BAD_DATA, CANCELED, INTERNAL, NOT_FOUND, NOT_ACCEPTABLE, FORBIDDEN, TOO_MANY_REQUESTS -> type.status();
        };
    }
}
