package dev.tributary.queryapi.endpoint;

/** The bytes of a request body, taken over from the receiver: nobody writes to them. */
public final class RequestBody {
    /** No body. */
    public static final RequestBody EMPTY = new RequestBody(new byte[0]);

    private final byte[] bytes;

    public RequestBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }
}
