package dev.tributary.wire.prompb;

import dev.tributary.model.LabelSlices;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.Utf8;
import dev.tributary.wire.protobuf.WireType;

/**
 * Takes label messages (name 1, value 2, at field 1 of series and of exposed metrics) as ranges of the message. The form that
 * every sender writes, short strings in field order, takes a few comparisons per label; any other form is read field by
 * field. Reusable, for one thread.
 */
public final class LabelMessages {
    /** Field 1, length-delimited: the label in its series, and the name in its label. */
    private static final byte FIRST_TAG = 1 << 3 | WireType.BYTES;
    private static final byte VALUE_TAG = 2 << 3 | WireType.BYTES;

    private final ProtoReader in;
    private final LabelSlices labels;
    private final int labelsMax;
    private int from;
    private int to;

    public LabelMessages(ProtoReader in, LabelSlices labels, int labelsMax) {
        this.in = in;
        this.labels = labels;
        this.labelsMax = labelsMax;
    }

    /** Starts with no label at the cursor's message. */
    public void start() {
        labels.reset(in.bytes());
        from = in.limit();
        to = in.position();
    }

    /** Start of the first label message in the array. */
    public int from() {
        return from;
    }

    /** Behind the last label message in the array; not above {@link #from} when there is none. */
    public int to() {
        return to;
    }

    /** Takes the labels that stand here one after another, tags included, as far as they have the common form. */
    public void readRun() throws MalformedProtobufException {
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int at = in.position();
        from = Math.min(from, at);
        // Tag and length of the label, tag and length of its name: all lengths below 128, so one byte each.
        while (limit - at >= 4 && bytes[at] == FIRST_TAG && bytes[at + 2] == FIRST_TAG && labels.size() < labelsMax) {
            int end = at + 2 + bytes[at + 1];
            int nameLength = bytes[at + 3];
            int valueTag = at + 4 + nameLength;
            boolean common = bytes[at + 1] >= 0 && end <= limit && nameLength >= 0 && valueTag + 2 <= end
                    && bytes[valueTag] == VALUE_TAG && valueTag + 2 + bytes[valueTag + 1] == end;
            if (!common) {
                break;
            }
            labels.add(at + 4, nameLength, valueTag + 2, end - valueTag - 2);
            at = end;
        }
        to = Math.max(to, at);
        in.seek(at);
    }

    /** Passes over the labels that stand here one after another and gives the position behind them. */
    int skipRun() {
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int at = in.position();
        while (limit - at >= 3 && bytes[at] == FIRST_TAG) {
            int length = bytes[at + 1];
            int from = at + 2;
            if (length < 0) {
                length = length & 0x7f | bytes[at + 2] << 7;
                from++;
            }
            if (length < 0 || length > limit - from) {
                break;
            }
            at = from + length;
        }
        return at;
    }

    /** Takes the label behind the tag that was just read, whatever its form. */
    public void readOne(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        if (labels.size() == labelsMax) {
            throw in.malformed("more than the limit of " + labelsMax + " labels");
        }
        from = Math.min(from, in.position());
        int outer = in.enter();
        int name = in.position();
        int nameLength = 0;
        int value = name;
        int valueLength = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            int field = ProtoReader.field(inner);
            if (field != 1 && field != 2) {
                in.skip(inner);
                continue;
            }
            in.require(inner, WireType.BYTES);
            int length = in.length();
            if (field == 1) {
                name = in.position();
                nameLength = length;
            } else {
                value = in.position();
                valueLength = length;
            }
            in.seek(in.position() + length);
        }
        labels.add(name, nameLength, value, valueLength);
        in.leave(outer);
        to = Math.max(to, in.position());
    }

    /** Ends the labels: refuses text that is no UTF-8. Where every byte is ASCII no single text needs a look. */
    public void finish() throws MalformedProtobufException {
        if (Utf8.isAscii(in.bytes(), from, to)) {
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            in.requireUtf8(labels.nameOffset(i), labels.nameOffset(i) + labels.nameLength(i));
            in.requireUtf8(labels.valueOffset(i), labels.valueOffset(i) + labels.valueLength(i));
        }
    }
}
