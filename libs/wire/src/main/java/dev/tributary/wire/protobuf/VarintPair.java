package dev.tributary.wire.protobuf;

/**
 * A message of two varints, as spans of histograms and {@code google.protobuf.Timestamp} are; what is not written is 0.
 *
 * @param first  field 1
 * @param second field 2
 */
public record VarintPair(long first, long second) {
    /** Reads the message that one field holds. */
    public static VarintPair read(ProtoReader in, int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        long first = 0;
        long second = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            int field = ProtoReader.field(inner);
            if (field == 1 || field == 2) {
                in.require(inner, WireType.VARINT);
            }
            switch (field) {
                case 1 -> first = in.varint();
                case 2 -> second = in.varint();
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        return new VarintPair(first, second);
    }
}
