package dev.tributary.aggregator.storage.memory;

/** Stored bytes that are not what their format promises. */
public final class CorruptDataException extends RuntimeException {
    public CorruptDataException(String message) {
        super(message);
    }
}
