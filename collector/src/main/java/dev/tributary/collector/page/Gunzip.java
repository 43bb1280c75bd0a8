package dev.tributary.collector.page;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip stream that arrives in pieces and checks what it says of itself: the checksum and length of every
 * member, and that the last one is whole. RFC 1952.
 */
final class Gunzip implements AutoCloseable {
    /** Takes decompressed bytes; they are only valid during the call. */
    interface Output {
        void accept(byte[] bytes, int length) throws PageFaultException;
    }

    private enum State {
        HEADER, EXTRA_LENGTH, EXTRA, NAME, COMMENT, HEADER_CRC, BODY, TRAILER
    }

    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] out = new byte[16 << 10];
    private final byte[] fixed = new byte[HEADER_BYTES];
    private final Output output;
    private State state = State.HEADER;
    private int have;
    private int flags;
    private int extraLeft;
    private long members;

    Gunzip(Output output) {
        this.output = output;
    }

    /** Decompresses the next piece. */
    void feed(byte[] bytes, int offset, int length) throws PageFaultException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            at = state == State.BODY ? inflate(bytes, at, end) : frame(bytes[at], at);
        }
    }

    /** Takes one byte outside the deflated data; gives the next place. */
    private int frame(byte value, int at) throws PageFaultException {
        switch (state) {
            case HEADER -> {
                fixed[have++] = value;
                if (have == HEADER_BYTES) {
                    readHeader();
                }
            }
            case EXTRA_LENGTH -> {
                extraLeft |= (value & 0xff) << 8 * have++;
                if (have == 2) {
                    enter(extraLeft == 0 ? after(State.EXTRA) : State.EXTRA);
                }
            }
            case EXTRA -> {
                if (--extraLeft == 0) {
                    enter(after(State.EXTRA));
                }
            }
            case NAME, COMMENT -> {
                if (value == 0) {
                    enter(after(state));
                }
            }
            case HEADER_CRC -> {
                if (++have == 2) {
                    enter(State.BODY);
                }
            }
            case TRAILER -> {
                fixed[have++] = value;
                if (have == TRAILER_BYTES) {
                    readTrailer();
                }
            }
            case BODY -> throw new IllegalStateException("deflated bytes are not framing");
        }
        return at + 1;
    }

    private void readHeader() throws PageFaultException {
        if ((fixed[0] & 0xff) != 0x1f || (fixed[1] & 0xff) != 0x8b || fixed[2] != 8) {
            throw damaged(members == 0 ? "no gzip header" : "bytes behind the gzip stream");
        }
        flags = fixed[3];
        enter(after(State.HEADER));
    }

    /** The next part of the header that the flags announce. */
    private State after(State part) {
        return switch (part) {
            case HEADER -> has(HAS_EXTRA) ? State.EXTRA_LENGTH : after(State.EXTRA);
            case EXTRA_LENGTH, EXTRA -> has(HAS_NAME) ? State.NAME : after(State.NAME);
            case NAME -> has(HAS_COMMENT) ? State.COMMENT : after(State.COMMENT);
            case COMMENT -> has(HAS_HEADER_CRC) ? State.HEADER_CRC : State.BODY;
            case HEADER_CRC, BODY -> State.BODY;
            case TRAILER -> State.HEADER;
        };
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private void enter(State next) {
        state = next;
        have = 0;
        if (next == State.EXTRA_LENGTH) {
            extraLeft = 0;
        }
    }

    private int inflate(byte[] bytes, int at, int end) throws PageFaultException {
        inflater.setInput(bytes, at, end - at);
        try {
            while (!inflater.finished()) {
                int length = inflater.inflate(out);
                if (length > 0) {
                    crc.update(out, 0, length);
                    output.accept(out, length);
                } else if (inflater.needsInput()) {
                    return end;
                } else if (inflater.needsDictionary()) {
                    throw damaged("a preset dictionary is asked for");
                }
            }
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        enter(State.TRAILER);
        return end - inflater.getRemaining();
    }

    private void readTrailer() throws PageFaultException {
        if (littleEndian(0) != (int) crc.getValue()) {
            throw damaged("wrong checksum");
        }
        if (littleEndian(4) != (int) inflater.getBytesWritten()) {
            throw damaged("wrong length");
        }
        members++;
        inflater.reset();
        crc.reset();
        enter(State.HEADER);
    }

    private int littleEndian(int at) {
        return fixed[at] & 0xff | (fixed[at + 1] & 0xff) << 8 | (fixed[at + 2] & 0xff) << 16 | fixed[at + 3] << 24;
    }

    /** Says that nothing follows. A stream without its end was never checked: what was read of it may be anything. */
    void end() throws PageFaultException {
        if (members == 0 || state != State.HEADER || have != 0) {
            throw damaged("it ends before its end");
        }
    }

    private static PageFaultException damaged(String how) {
        return new PageFaultException(FaultKind.COMPRESSION, "damaged gzip stream: " + how);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
