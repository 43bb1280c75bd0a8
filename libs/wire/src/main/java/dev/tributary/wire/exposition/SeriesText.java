package dev.tributary.wire.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricType;
import dev.tributary.wire.protobuf.Utf8;

/**
 * Reads metric name and labels of a sample line into label ranges. Escapes are undone inside the line, which only shrinks;
 * a look ahead leaves the line as it is.
 */
final class SeriesText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** What each byte may be in a name. */
    private static final byte[] CLASSES = new byte[256];
    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int COLON = 4;

    static {
        for (int c = 'a'; c <= 'z'; c++) {
            CLASSES[c] = LETTER;
            CLASSES[c - 'a' + 'A'] = LETTER;
        }
        for (int c = '0'; c <= '9'; c++) {
            CLASSES[c] = DIGIT;
        }
        CLASSES['_'] = LETTER;
        CLASSES[':'] = COLON;
    }

    private final LineCursor in;
    private final int labelsMax;
    /** Text allows blanks around every token and forgives missing commas; OpenMetrics allows neither. */
    private final boolean lenient;
    private final FloatLabel floatLabel = new FloatLabel();

    private int nameFrom;
    private int nameTo;
    private boolean named;
    private int stringFrom;
    private int stringTo;

    SeriesText(LineCursor in, int labelsMax, boolean lenient) {
        this.in = in;
        this.labelsMax = labelsMax;
        this.lenient = lenient;
    }

    /** Start of the metric name in the line. */
    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** Reads up to the value; the type of the family decides which label holds floats. */
    void read(LabelSlices labels, MetricType type) throws MalformedExpositionException {
        read(labels, floatLabelOf(type), true);
    }

    /** Reads without changing the line: escapes stay, so only texts escaped alike compare as equal. */
    void readRaw(LabelSlices labels) throws MalformedExpositionException {
        read(labels, "", false);
    }

    /** Reads labels in braces without a metric name, as exemplars have them. */
    void readLabelsOnly(LabelSlices labels) throws MalformedExpositionException {
        labels.reset(in.bytes());
        // A lone quoted name would be taken for a metric name.
        named = true;
        in.expect('{');
        readLabels(labels, "", true);
    }

    /** Reads a name alone, quoted or not, as metadata lines have it. */
    void readFamilyName() throws MalformedExpositionException {
        if (in.peek() == '"') {
            quotedString(true);
            nameFrom = stringFrom;
            nameTo = stringTo;
        } else {
            nameFrom = in.at();
            nameTo = nameEnd(true);
            in.moveTo(nameTo);
        }
    }

    private static String floatLabelOf(MetricType type) {
        return switch (type) {
            case HISTOGRAM, GAUGEHISTOGRAM -> "le";
            case SUMMARY -> "quantile";
            case UNKNOWN, COUNTER, GAUGE, INFO, STATESET -> "";
        };
    }

    private void read(LabelSlices labels, String floatName, boolean undoEscapes) throws MalformedExpositionException {
        labels.reset(in.bytes());
        named = false;
        int start = in.at();
        if (in.peek() != '{') {
            bareName(labels);
        }
        if (lenient) {
            in.skipBlanks();
        }
        if (in.peek() == '{') {
            in.skip();
            readLabels(labels, floatName, undoEscapes);
        }
        if (!named) {
            throw in.wrongAt(start, "the sample has no metric name");
        }
        if (!isSorted(labels)) {
            labels.sort();
        }
    }

    private static boolean isSorted(LabelSlices labels) {
        for (int i = 1; i < labels.size(); i++) {
            if (labels.compareNames(i - 1, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private void bareName(LabelSlices labels) throws MalformedExpositionException {
        int from = in.at();
        int to = nameEnd(true);
        if (to == from) {
            throw in.wrong("expected a metric name");
        }
        in.moveTo(to);
        name(labels, from, to);
    }

    private void name(LabelSlices labels, int from, int to) {
        nameFrom = from;
        nameTo = to;
        named = true;
        labels.add(0, LineSource.NAME_LENGTH, from, to - from);
    }

    /** End of the name that starts here: letters, digits but not in front, underscores, and colons where allowed. */
    private int nameEnd(boolean colons) {
        byte[] bytes = in.bytes();
        int end = in.end();
        int at = in.at();
        int allowed = colons ? LETTER | COLON : LETTER;
        while (at < end && (CLASSES[bytes[at] & 0xff] & allowed) != 0) {
            allowed |= DIGIT;
            at++;
        }
        return at;
    }

    private void readLabels(LabelSlices labels, String floatName, boolean undoEscapes)
            throws MalformedExpositionException {
        while (true) {
            blanks();
            if (in.peek() == '}') {
                in.skip();
                return;
            }
            boolean quoted = in.peek() == '"';
            labelName(quoted, undoEscapes);
            blanks();
            if (quoted && (in.peek() == ',' || in.peek() == '}')) {
                quotedMetricName(labels);
            } else {
                labelValue(labels, floatName, undoEscapes);
            }
            blanks();
            if (in.peek() == ',') {
                in.skip();
            } else if (in.peek() != '}' && !lenient) {
                throw in.wrong("expected ',' or '}'");
            }
        }
    }

    private void blanks() {
        if (lenient) {
            in.skipBlanks();
        }
    }

    private void labelName(boolean quoted, boolean undoEscapes) throws MalformedExpositionException {
        if (quoted) {
            quotedString(undoEscapes);
            return;
        }
        stringFrom = in.at();
        stringTo = nameEnd(false);
        if (stringTo == stringFrom) {
            throw in.wrong(in.atEnd() ? "the line ends inside the labels" : "expected a label name");
        }
        in.moveTo(stringTo);
    }

    private void quotedMetricName(LabelSlices labels) throws MalformedExpositionException {
        if (named) {
            throw in.wrong("a metric name is out of place here");
        }
        if (stringFrom == stringTo) {
            throw in.wrong("the metric name is empty");
        }
        name(labels, stringFrom, stringTo);
    }

    private void labelValue(LabelSlices labels, String floatName, boolean undoEscapes)
            throws MalformedExpositionException {
        int from = stringFrom;
        int to = stringTo;
        in.expect('=');
        blanks();
        if (in.peek() != '"') {
            throw in.wrong("expected a quoted label value");
        }
        quotedString(undoEscapes);
        if (labels.size() >= labelsMax) {
            throw in.wrong("more than the limit of " + labelsMax + " labels");
        }
        if (!floatName.isEmpty() && equals(from, to, floatName)) {
            int length = floatLabel.rewrite(in.bytes(), stringFrom, stringTo, in.bytes(), LineSource.REWRITE_AT);
            if (length >= 0) {
                labels.add(from, to - from, LineSource.REWRITE_AT, length);
                return;
            }
        }
        labels.add(from, to - from, stringFrom, stringTo - stringFrom);
    }

    private boolean equals(int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (in.bytes()[i] != ascii.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the string that starts here, its range without quotes. */
    private void quotedString(boolean undoEscapes) throws MalformedExpositionException {
        byte[] bytes = in.bytes();
        int from = in.at() + 1;
        int end = in.end();
        boolean plain = true;
        int at = plainEnd(bytes, from, end);
        while (at < end && bytes[at] != '"') {
            plain = false;
            at = plainEnd(bytes, at + (bytes[at] == '\\' ? 2 : 1), end);
        }
        if (at >= end) {
            throw in.wrong("the quoted text has no end");
        }
        stringFrom = from;
        stringTo = at;
        if (!plain) {
            if (!Utf8.isValid(bytes, from, at)) {
                throw in.wrong("the quoted text is no valid UTF-8");
            }
            stringTo = undoEscapes ? Escapes.undo(bytes, from, at) : at;
        }
        in.moveTo(at + 1);
    }

    /** The first quote, backslash or non-ASCII byte from here on; looks at eight bytes at a time. */
    private static int plainEnd(byte[] bytes, int from, int end) {
        int at = from;
        for (; at + 8 <= end; at += 8) {
            long word = (long) LONGS.get(bytes, at);
            long quotes = word ^ QUOTES;
            long backslashes = word ^ BACKSLASHES;
            long found = ((quotes - LOW_BITS & ~quotes) | (backslashes - LOW_BITS & ~backslashes) | word) & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / 8;
            }
        }
        while (at < end && bytes[at] >= 0 && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }
}
