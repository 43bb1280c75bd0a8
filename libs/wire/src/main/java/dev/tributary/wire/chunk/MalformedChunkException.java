package dev.tributary.wire.chunk;

/** Bytes that are no chunk of the encoding they claim; the message says what is wrong. */
public final class MalformedChunkException extends Exception {
    MalformedChunkException(String message) {
        super(message);
    }
}
