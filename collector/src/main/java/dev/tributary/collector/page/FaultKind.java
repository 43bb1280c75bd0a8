package dev.tributary.collector.page;

/** What was wrong with a page, and what becomes of the samples read from it. */
public enum FaultKind {
    /** No connection, or it broke before an answer. */
    UNREACHABLE("unreachable", true),
    /** The deadline passed. */
    TIMEOUT("timeout", true),
    /** Another status than 200. */
    STATUS("status", true),
    /** A content type no parser knows. */
    CONTENT_TYPE("content_type", true),
    /** The connection or the format ended too early. */
    CUT("cut", true),
    /** Whole by every sign, but with far fewer series than before: the upstream may have failed while writing. */
    SHRUNK("shrunk", true),
    /** Whole by every sign, but without its last family, which the upstream still has when asked for it alone. */
    TRUNCATED("truncated", true),
    /** Whole by its format, but with series more than once, which no Prometheus writes: an answer that was delivered twice. */
    DUPLICATED("duplicated", true),
    /** The compressed stream is damaged or without its end, and so unchecked. */
    COMPRESSION("compression", false),
    /** The bytes do not follow the format. */
    MALFORMED("malformed", false),
    /** More bytes than body_size_limit. */
    BODY_LIMIT("body_size_limit", false),
    /** More samples than sample_limit. */
    SAMPLE_LIMIT("sample_limit", false),
    /** A series beyond label_limit or one of the label length limits. */
    LABEL_LIMIT("label_limit", false),
    /** The job has more targets than target_limit: none of them is taken. */
    TARGET_LIMIT("target_limit", false);

    private final String text;
    private final boolean keepsSamples;

    FaultKind(String text, boolean keepsSamples) {
        this.text = text;
        this.keepsSamples = keepsSamples;
    }

    /** The name in metrics and on the status page. */
    public String text() {
        return text;
    }

    /** True when the page answered the request whole, as far as its bytes tell. */
    boolean isAnswer() {
        return this == SHRUNK || this == TRUNCATED || this == DUPLICATED;
    }

    /**
     * True when what was read before the fault is right and is sent: each sample of a page stands for itself. False when the
     * page cannot be trusted or must not be taken: then all of it is discarded.
     */
    public boolean keepsSamples() {
        return keepsSamples;
    }
}
