package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.LabelSlices;

/**
 * The label sets of the series that one protobuf metric stands for: the same labels with the family's name or one of its
 * parts' names, and with {@code le} or {@code quantile} for buckets and quantiles. All texts stand in one array; labels are
 * sorted once per metric.
 */
final class MetricLabels {
    /** Which series of the family. */
    enum Part {
        WHOLE(""), BUCKET("_bucket"), SUM("_sum"), COUNT("_count");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final byte[] NAME = "__name__".getBytes(StandardCharsets.US_ASCII);
    private static final Part[] PARTS = Part.values();

    /** Array layout: {@code __name__}, le or quantile, the float, the name of each part, the labels. */
    private static final int FLOAT_NAME_AT = 8;
    private static final int FLOAT_AT = FLOAT_NAME_AT + 8;
    private static final int NAMES_AT = FLOAT_AT + FloatLabel.LENGTH_MAX;

    /** Labels without and with the float, sorted; the ranges of metric name and float are filled in per series. */
    private final LabelSlices plain = new LabelSlices();
    private final LabelSlices withFloat = new LabelSlices();
    private final LabelSlices out = new LabelSlices();
    private byte[] bytes = new byte[1024];
    private int familyLength;
    private int floatNameLength;
    private int labelsAt = NAMES_AT;

    MetricLabels() {
        System.arraycopy(NAME, 0, bytes, 0, NAME.length);
    }

    /** Starts a family: all its series are named after it, and its parts told apart by the given label, if any. */
    void family(byte[] name, String floatName) {
        labelsAt = NAMES_AT;
        for (Part part : PARTS) {
            append(name);
            append(part.suffix.getBytes(StandardCharsets.US_ASCII));
        }
        familyLength = name.length;
        floatNameLength = floatName.length();
        System.arraycopy(floatName.getBytes(StandardCharsets.US_ASCII), 0, bytes, FLOAT_NAME_AT, floatNameLength);
    }

    private void append(byte[] text) {
        reserve(labelsAt + text.length);
        System.arraycopy(text, 0, bytes, labelsAt, text.length);
        labelsAt += text.length;
    }

    private void reserve(int size) {
        if (bytes.length < size) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
    }

    /** Takes the labels of a metric: ranges of another array that all lie from (inclusive) to (exclusive). */
    void metric(LabelSlices labels, int from, int to) {
        int length = Math.max(0, to - from);
        reserve(labelsAt + length);
        System.arraycopy(labels.bytes(), from, bytes, labelsAt, length);
        int moved = labelsAt - from;
        plain.reset(bytes);
        plain.add(0, NAME.length, nameAt(Part.WHOLE), familyLength);
        for (int i = 0; i < labels.size(); i++) {
            plain.add(labels.nameOffset(i) + moved, labels.nameLength(i), labels.valueOffset(i) + moved,
                    labels.valueLength(i));
        }
        plain.sort();
        if (floatNameLength > 0) {
            copy(plain, withFloat);
            withFloat.add(FLOAT_NAME_AT, floatNameLength, FLOAT_AT, 0);
            withFloat.sort();
        }
    }

    private void copy(LabelSlices from, LabelSlices to) {
        to.reset(bytes);
        for (int i = 0; i < from.size(); i++) {
            to.add(from.nameOffset(i), from.nameLength(i), from.valueOffset(i), from.valueLength(i));
        }
    }

    /** Labels of the family itself. */
    LabelSlices whole() {
        return plain;
    }

    /** Labels of a series without bucket bound or quantile. */
    LabelSlices of(Part part) {
        return fill(plain, part, 0);
    }

    /** Labels of one bucket or quantile. */
    LabelSlices of(Part part, byte[] floatText) {
        System.arraycopy(floatText, 0, bytes, FLOAT_AT, floatText.length);
        return fill(withFloat, part, floatText.length);
    }

    private LabelSlices fill(LabelSlices template, Part part, int floatLength) {
        out.reset(bytes);
        for (int i = 0; i < template.size(); i++) {
            switch (template.nameOffset(i)) {
                case 0 -> out.add(0, NAME.length, nameAt(part), familyLength + part.suffix.length());
                case FLOAT_NAME_AT -> out.add(FLOAT_NAME_AT, floatNameLength, FLOAT_AT, floatLength);
                default -> out.add(template.nameOffset(i), template.nameLength(i), template.valueOffset(i),
                        template.valueLength(i));
            }
        }
        return out;
    }

    private int nameAt(Part wanted) {
        int at = NAMES_AT;
        for (Part part : PARTS) {
            if (part == wanted) {
                return at;
            }
            at += familyLength + part.suffix.length();
        }
        throw new IllegalStateException("part " + wanted + " has no name");
    }
}
