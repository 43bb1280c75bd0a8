package dev.tributary.model.port;

/** A read that asks for more than a limit allows; the message names the limit and is fit for the asker. */
public final class ReadRefusedException extends RuntimeException {
    public ReadRefusedException(String message) {
        super(message);
    }
}
