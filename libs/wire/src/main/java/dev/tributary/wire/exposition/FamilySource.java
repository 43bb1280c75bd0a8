package dev.tributary.wire.exposition;

/**
 * Cuts fed bytes into the fields of delimited protobuf families. Keeps only what is not read yet: a family is never held
 * whole, only one of its fields.
 */
final class FamilySource {
    /** What {@link #next} found. */
    enum Found {
        /** Bytes are missing. */
        NOTHING,
        /** The length in front of a family. */
        FAMILY,
        /** A field of the current family. */
        FIELD,
        /** The end of the current family. */
        FAMILY_END
    }

    private static final long INCOMPLETE = -1;

    private final int entryBytesMax;
    private final FeedBuffer buffer = new FeedBuffer(new byte[0]);

    private boolean inFamily;
    private long familyLeft;
    private long families;

    private int tag;
    private long number;
    private int contentFrom;
    private int contentTo;

    /** Behind the varint read last. */
    private int varintEnd;

    FamilySource(int entryBytesMax) {
        this.entryBytesMax = entryBytesMax;
    }

    void feed(byte[] source, int offset, int length) {
        buffer.feed(source, offset, length);
    }

    void end() {
        buffer.end();
    }

    boolean isEnded() {
        return buffer.isEnded();
    }

    /** True when the bytes read so far end with a whole family. */
    boolean isBetweenFamilies() {
        return !inFamily && buffer.isEmpty();
    }

    Found next() throws MalformedExpositionException {
        buffer.release();
        if (!inFamily) {
            return nextFamily();
        }
        if (familyLeft == 0) {
            inFamily = false;
            return Found.FAMILY_END;
        }
        return nextField();
    }

    private Found nextFamily() throws MalformedExpositionException {
        long length = varint(buffer.at, Long.MAX_VALUE);
        if (length == INCOMPLETE) {
            return Found.NOTHING;
        }
        buffer.at = varintEnd;
        familyLeft = length;
        inFamily = true;
        families++;
        return Found.FAMILY;
    }

    private Found nextField() throws MalformedExpositionException {
        int at = buffer.at;
        long nextTag = varint(at, familyLeft);
        if (nextTag == INCOMPLETE) {
            return Found.NOTHING;
        }
        if (nextTag < 8 || nextTag > 0xffff_ffffL) {
            throw wrong("no valid field tag");
        }
        tag = (int) nextTag;
        int from = varintEnd;
        boolean whole = switch (tag & 7) {
            case 0 -> {
                number = varint(from, familyLeft - (from - at));
                contentFrom = from;
                contentTo = varintEnd;
                yield number != INCOMPLETE;
            }
            case 1 -> content(from, 8);
            case 2 -> delimited(from);
            case 5 -> content(from, 4);
            default -> throw wrong("field " + (tag >>> 3) + " has wire type " + (tag & 7));
        };
        if (!whole) {
            return Found.NOTHING;
        }
        familyLeft -= contentTo - at;
        buffer.at = contentTo;
        buffer.hold();
        return Found.FIELD;
    }

    private boolean delimited(int from) throws MalformedExpositionException {
        long left = familyLeft - (from - buffer.at);
        long length = varint(from, left);
        if (length == INCOMPLETE) {
            return false;
        }
        if (length > entryBytesMax) {
            throw wrong("field " + (tag >>> 3) + " of " + length + " bytes is longer than the limit of " + entryBytesMax
                    + " bytes");
        }
        return content(varintEnd, (int) length);
    }

    private boolean content(int from, int length) throws MalformedExpositionException {
        if (length > familyLeft - (from - buffer.at)) {
            throw wrong("field " + (tag >>> 3) + " is longer than what is left of its family");
        }
        contentFrom = from;
        contentTo = from + length;
        return length <= buffer.end - from;
    }

    /** A non-negative varint of up to 63 bits inside the bytes left, or -1 when not all of it is there yet. */
    private long varint(int from, long left) throws MalformedExpositionException {
        long value = 0;
        for (int i = 0; i < 9; i++) {
            if (i >= left) {
                throw wrong("a field runs over the end of its family");
            }
            if (from + i >= buffer.end) {
                return INCOMPLETE;
            }
            byte b = buffer.bytes()[from + i];
            value |= (long) (b & 0x7f) << 7 * i;
            if (b >= 0) {
                varintEnd = from + i + 1;
                return value;
            }
        }
        throw wrong("a number out of range");
    }

    private MalformedExpositionException wrong(String problem) {
        return new MalformedExpositionException("family " + families + ": " + problem, false);
    }

    byte[] bytes() {
        return buffer.bytes();
    }

    /** Tag of the current field. */
    int tag() {
        return tag;
    }

    /** Value of the current field when it is a varint. */
    long number() {
        return number;
    }

    /** Start of the current field's content. */
    int contentFrom() {
        return contentFrom;
    }

    int contentTo() {
        return contentTo;
    }

    /** Number of the current family, from 1. */
    long familyNumber() {
        return families;
    }
}
