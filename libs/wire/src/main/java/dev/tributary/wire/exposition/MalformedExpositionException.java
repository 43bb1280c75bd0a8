package dev.tributary.wire.exposition;

/** A page that does not follow its format, or ends too early; the message says where and what. */
public final class MalformedExpositionException extends Exception {
    private final boolean cut;

    public MalformedExpositionException(String message, boolean cut) {
        super(message);
        this.cut = cut;
    }

    /** True when the page ended before its format allows, false when its bytes are wrong. */
    public boolean isCut() {
        return cut;
    }
}
