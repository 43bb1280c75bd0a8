package dev.tributary.wire.remoteread;

/** Bytes that are no remote-read message; the message says where and what is wrong. */
public final class MalformedRemoteReadException extends Exception {
    private final boolean cut;

    public MalformedRemoteReadException(String message, boolean cut) {
        super(message);
        this.cut = cut;
    }

    /** True when the bytes end before the message or stream does. */
    public boolean isCut() {
        return cut;
    }
}
