package dev.tributary.queryapi.http;

/** Nobody reads the answer any more: the connection is closed, or so slow that it was given up. */
final class ClientGoneException extends RuntimeException {
    ClientGoneException(String message) {
        super(message);
    }
}
