package dev.tributary.collector.page;

/** Ends the reading of a page: what is wrong, in words that name the place. */
public final class PageFaultException extends Exception {
    private final FaultKind kind;

    public PageFaultException(FaultKind kind, String message) {
        // No stack trace: this is about the page, and pages can fail every interval
        super(message, null, false, false);
        this.kind = kind;
    }

    public FaultKind kind() {
        return kind;
    }

    /** The message, never null. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
