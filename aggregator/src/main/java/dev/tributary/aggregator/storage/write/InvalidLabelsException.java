package dev.tributary.aggregator.storage.write;

/** Labels that no series can have. */
final class InvalidLabelsException extends Exception {
    InvalidLabelsException(String message) {
        super(message, null, false, false);
    }
}
