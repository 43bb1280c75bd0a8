package dev.tributary.queryapi.http;

import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.promql.QueryException;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ErrorType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an asker is told of a failure. Failures of our own are logged with their place and told without it. */
record Failure(ErrorType type, String message) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    static Failure of(Throwable cause, String path) {
        return switch (cause) {
            case ApiException e -> new Failure(e.type(), e.text());
            case QueryException e -> new Failure(ErrorType.of(e.category()), String.valueOf(e.getMessage()));
            case ReadRefusedException e -> new Failure(ErrorType.EXECUTION, String.valueOf(e.getMessage()));
            default -> own(cause, path);
        };
    }

    private static Failure own(Throwable cause, String path) {
        LOG.error("request failed path={}", path, cause);
        return new Failure(ErrorType.INTERNAL,
                "internal error: " + cause.getClass().getSimpleName() + "; the hub's log has the details");
    }
}
