package dev.tributary.wire.lokipush;

/** Bytes that are no push request; the message says where and what is wrong. */
public final class MalformedLokiPushException extends Exception {
    public MalformedLokiPushException(String message) {
        super(message);
    }
}
