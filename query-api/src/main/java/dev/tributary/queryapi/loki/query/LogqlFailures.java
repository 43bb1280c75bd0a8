package dev.tributary.queryapi.loki.query;

import java.util.function.Supplier;

import dev.tributary.logql.LogqlException;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ErrorType;

/** Failures of LogQL and of the log store as failures of a request. */
public final class LogqlFailures {
    private LogqlFailures() {
    }

    /**
     * Runs something and gives what it gives.
     *
     * @throws ApiException for what the engine or the store refused, with its words
     */
    public static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (LogqlException e) {
            throw new ApiException(type(e.category()), String.valueOf(e.getMessage()));
        } catch (ReadRefusedException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    private static ErrorType type(LogqlException.Category category) {
        return switch (category) {
            case BAD_REQUEST, LIMIT -> ErrorType.BAD_DATA;
            case EXECUTION -> ErrorType.EXECUTION;
            case CANCELED -> ErrorType.CANCELED;
            case TIMEOUT -> ErrorType.TIMEOUT;
        };
    }
}
