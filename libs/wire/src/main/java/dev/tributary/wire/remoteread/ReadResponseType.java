package dev.tributary.wire.remoteread;

/** The two forms of a response, with what HTTP says of them. */
public enum ReadResponseType {
    /** One message with all samples, snappy-compressed as a block. */
    SAMPLES(0, "application/x-protobuf", "snappy"),
    /** Frames of compressed chunks, not compressed any further. */
    STREAMED_XOR_CHUNKS(1, "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse", "");

    private final int number;
    private final String contentType;
    private final String contentEncoding;

    ReadResponseType(int number, String contentType, String contentEncoding) {
        this.number = number;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
    }

    int number() {
        return number;
    }

    public String contentType() {
        return contentType;
    }

    /** Value of {@code Content-Encoding}; empty for none. */
    public String contentEncoding() {
        return contentEncoding;
    }
}
