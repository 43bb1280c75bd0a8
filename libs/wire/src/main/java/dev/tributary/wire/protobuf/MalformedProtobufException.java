package dev.tributary.wire.protobuf;

/** Bytes that break the protobuf wire format or a message's schema; the message names the byte. */
public final class MalformedProtobufException extends Exception {
    private final boolean cut;

    MalformedProtobufException(String message, boolean cut) {
        super(message);
        this.cut = cut;
    }

    /** True when the bytes end before the message does. */
    public boolean isCut() {
        return cut;
    }
}
