package dev.tributary.promql.script;

/** A query whose outcome is not the expected one; the message says what differs. */
final class MismatchException extends Exception {
    MismatchException(String message) {
        super(message);
    }
}
