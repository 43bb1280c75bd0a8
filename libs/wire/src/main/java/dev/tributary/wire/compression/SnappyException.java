package dev.tributary.wire.compression;

/** A snappy block that is damaged or holds more than the limit. */
public final class SnappyException extends Exception {
    private final boolean tooLarge;

    SnappyException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    /** True when the block may be sound but is larger than the limit (HTTP 413), false when it is damaged (HTTP 400). */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
