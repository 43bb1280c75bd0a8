package dev.tributary.queryapi.endpoint;

/** A request that gets no answer; the message is fit for the asker and goes into the field {@code error} as it is. */
public final class ApiException extends RuntimeException {
    private final ErrorType type;

    public ApiException(ErrorType type, String message) {
        super(message);
        this.type = type;
    }

    /** A request that is wrong in itself. */
    public static ApiException badData(String message) {
        return new ApiException(ErrorType.BAD_DATA, message);
    }

    /** A parameter that does not say what it should, in the words Prometheus uses. */
    public static ApiException badParameter(String name, String reason) {
        return badData("invalid parameter \"" + name + "\": " + reason);
    }

    public ErrorType type() {
        return type;
    }

    /** The message, which is never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
