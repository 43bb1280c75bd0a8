package dev.tributary.wire.remotewrite;

/** Bytes that are no remote-write message; the message says at which byte and what is wrong. */
public final class MalformedRemoteWriteException extends Exception {
    public MalformedRemoteWriteException(String message) {
        super(message);
    }
}
