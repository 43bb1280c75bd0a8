package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** What the two line formats share: the lines, the family described last, and the current sample. */
abstract sealed class LineParser implements ExpositionParser permits TextParser, OpenMetricsParser {
    final LineSource lines;
    final LineCursor in = new LineCursor();
    final SeriesText series;
    final FloatText floats = new FloatText();
    final FamilyText family = new FamilyText();
    final LabelSlices labels = new LabelSlices();
    double value;
    boolean hasTimestamp;
    long timestampMillis;

    LineParser(ExpositionLimits limits, boolean lenient) {
        lines = new LineSource(limits.entryBytesMax());
        series = new SeriesText(in, limits.labelsMax(), lenient);
    }

    /** Reads a float up to the next blank. */
    final double readFloat(String what) throws MalformedExpositionException {
        int from = in.at();
        in.skipWord();
        if (!floats.parse(in.bytes(), from, in.at())) {
            throw in.wrongAt(from, "expected " + what + ", a float,");
        }
        return floats.value();
    }

    /** Reads the family name of a TYPE, HELP or UNIT line, quoted or not. */
    final void readFamilyName() throws MalformedExpositionException {
        int from = in.at();
        series.readFamilyName();
        if (series.nameFrom() == series.nameTo()) {
            throw in.wrongAt(from, "expected a metric name");
        }
        family.name(in.bytes(), series.nameFrom(), series.nameTo());
    }

    @Override
    public final long line() {
        return lines.lineNumber();
    }

    @Override
    public final void feed(byte[] bytes, int offset, int length) {
        lines.feed(bytes, offset, length);
    }

    @Override
    public final void end() {
        lines.end();
    }

    @Override
    public final LabelSlices labels() {
        return labels;
    }

    @Override
    public final long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public final boolean hasTimestamp() {
        return hasTimestamp;
    }

    @Override
    public final double value() {
        return value;
    }

    @Override
    public final @Nullable NativeHistogram histogram() {
        return null;
    }

    @Override
    public long startMillis() {
        return 0;
    }

    @Override
    public List<Exemplar> exemplars() {
        return List.of();
    }

    @Override
    public final MetricMetadata metadata() {
        return family.metadata();
    }
}
