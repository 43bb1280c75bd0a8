package dev.tributary.wire.exposition;

import java.util.Arrays;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricType;

/**
 * Finds the start timestamp of samples before they are read: OpenMetrics puts {@code _created} behind the samples it
 * belongs to. Looks once through the lines of each group, which are those of one family with equal labels but for
 * {@code le} and {@code quantile}; no line is looked at twice.
 */
final class CreatedLookAhead {
    private static final String SUFFIX = "_created";

    private final LineSource lines;
    private final FamilyText family;
    private final int groupBytesMax;
    private final LineCursor in = new LineCursor();
    private final SeriesText series;
    private final FloatText floats = new FloatText();
    private final LabelSlices group = new LabelSlices();
    private final LabelSlices other = new LabelSlices();

    /** Lines up to this number belong to the group whose start is known. */
    private long knownTo = -1;
    private long startMillis;

    CreatedLookAhead(LineSource lines, FamilyText family, ExpositionLimits limits) {
        this.lines = lines;
        this.family = family;
        groupBytesMax = limits.entryBytesMax();
        series = new SeriesText(in, limits.labelsMax(), false);
    }

    /** The start of the group that the current line belongs to, 0 where it has none. */
    long startMillis() {
        return startMillis;
    }

    boolean isCreated(byte[] bytes, int nameFrom, int nameTo) {
        return canHaveStart() && family.isNameWith(SUFFIX, bytes, nameFrom, nameTo);
    }

    private boolean canHaveStart() {
        return switch (family.type()) {
            case COUNTER, HISTOGRAM, SUMMARY -> true;
            case GAUGEHISTOGRAM, UNKNOWN, GAUGE, INFO, STATESET -> false;
        };
    }

    /** Makes the start of the next line's group known; false when bytes are missing for that. */
    boolean look() throws MalformedExpositionException {
        if (!canHaveStart() || lines.lineNumber() < knownTo) {
            return true;
        }
        startMillis = 0;
        int from = lines.position();
        long before = lines.lineNumber();
        long last = lastOfGroup(from);
        lines.rewind(from, before);
        if (last < 0) {
            return false;
        }
        knownTo = Math.max(before + 1, last);
        return true;
    }

    /**
     * Walks to the end of the group, taking the start where it stands; gives the number of the group's last line, or -1 when
     * the bytes end before that.
     */
    private long lastOfGroup(int from) throws MalformedExpositionException {
        long last = lines.lineNumber();
        boolean first = true;
        while (lines.next()) {
            in.set(lines);
            LabelSlices labels = first ? group : other;
            if (!readSample(labels) || !first && !sameGroup()) {
                return last;
            }
            takeStart();
            last = lines.lineNumber();
            first = false;
            if (lines.position() - from > groupBytesMax) {
                throw in.wrong("samples of one metric take more than the limit of " + groupBytesMax + " bytes");
            }
        }
        return lines.isEnded() ? last : -1;
    }

    /** Reads the labels of a line of the family; false for any other line, which the parser itself reads or refuses. */
    private boolean readSample(LabelSlices labels) throws MalformedExpositionException {
        if (in.atEnd() || in.peek() == '#') {
            return false;
        }
        series.readRaw(labels);
        return family.isStartOf(in.bytes(), series.nameFrom(), series.nameTo());
    }

    private void takeStart() {
        if (!isCreated(in.bytes(), series.nameFrom(), series.nameTo()) || in.peek() != ' ') {
            return;
        }
        int from = in.at() + 1;
        in.moveTo(from);
        in.skipWord();
        if (floats.parse(in.bytes(), from, in.at())) {
            startMillis = (long) (floats.value() * 1000);
        }
    }

    private boolean sameGroup() {
        int a = next(group, 0);
        int b = next(other, 0);
        while (a < group.size() && b < other.size()) {
            if (!sameLabel(a, b)) {
                return false;
            }
            a = next(group, a + 1);
            b = next(other, b + 1);
        }
        return a >= group.size() && b >= other.size();
    }

    /** The next label that tells groups apart. */
    private static int next(LabelSlices labels, int from) {
        int i = from;
        while (i < labels.size() && (is(labels, i, "le") || is(labels, i, "quantile") || is(labels, i, "__name__"))) {
            i++;
        }
        return i;
    }

    private static boolean is(LabelSlices labels, int index, String ascii) {
        if (labels.nameLength(index) != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (labels.bytes()[labels.nameOffset(index) + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameLabel(int a, int b) {
        byte[] bytes = group.bytes();
        return Arrays.equals(bytes, group.nameOffset(a), group.nameOffset(a) + group.nameLength(a), bytes,
                other.nameOffset(b), other.nameOffset(b) + other.nameLength(b))
                && Arrays.equals(bytes, group.valueOffset(a), group.valueOffset(a) + group.valueLength(a), bytes,
                        other.valueOffset(b), other.valueOffset(b) + other.valueLength(b));
    }
}
