package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricType;
import dev.tributary.wire.protobuf.Utf8;

/**
 * Parses OpenMetrics 1.0 text. A page is whole when it ends with {@code # EOF}; without it the page is cut. Checked are the
 * form of every line, types, and that a family's name ends with its unit.
 */
final class OpenMetricsParser extends LineParser {
    private static final int EXEMPLAR_LABELS_MAX = 64;

    private final CreatedLookAhead created;
    private final boolean createdAsStart;
    private final LabelSlices exemplarLabels = new LabelSlices();
    private final SeriesText exemplarText;
    private List<Exemplar> exemplars = List.of();
    private long startMillis;
    private boolean complete;

    OpenMetricsParser(ExpositionLimits limits, boolean createdAsStart) {
        super(limits, false);
        this.createdAsStart = createdAsStart;
        created = new CreatedLookAhead(lines, family, limits);
        exemplarText = new SeriesText(in, EXEMPLAR_LABELS_MAX, false);
    }

    @Override
    public Entry next() throws MalformedExpositionException {
        while (true) {
            if (createdAsStart && !created.look()) {
                return Entry.NEED_BYTES;
            }
            if (!nextLine()) {
                return atEnd();
            }
            if (complete) {
                throw in.wrong("data behind # EOF");
            }
            if (in.peek() != '#') {
                if (readSample()) {
                    return Entry.SAMPLE;
                }
            } else if (readMetadata()) {
                return Entry.METADATA;
            }
        }
    }

    private boolean nextLine() throws MalformedExpositionException {
        if (lines.next()) {
            in.set(lines);
            return true;
        }
        if (lines.isEnded() && !lines.isEmpty()) {
            // Only the end marker may stand without a newline.
            if (!lines.restText().equals("# EOF")) {
                throw cut("line " + (lines.lineNumber() + 1) + " does not end with a newline: " + lines.restText());
            }
            lines.takeRest();
            in.set(lines);
            return true;
        }
        return false;
    }

    private Entry atEnd() throws MalformedExpositionException {
        if (!lines.isEnded()) {
            return Entry.NEED_BYTES;
        }
        if (!complete) {
            throw cut("it does not end with # EOF");
        }
        return Entry.END;
    }

    private static MalformedExpositionException cut(String sign) {
        return new MalformedExpositionException("the page is cut: " + sign, true);
    }

    /** Reads a sample line; false when it only told the start of its neighbours. */
    private boolean readSample() throws MalformedExpositionException {
        series.read(labels, family.type());
        if (createdAsStart && created.isCreated(in.bytes(), series.nameFrom(), series.nameTo())) {
            return false;
        }
        in.expect(' ');
        value = readFloat("a value");
        exemplars = List.of();
        startMillis = createdAsStart ? created.startMillis() : 0;
        hasTimestamp = false;
        if (!in.atEnd() && !atExemplar()) {
            in.expect(' ');
            timestampMillis = readSeconds();
            hasTimestamp = true;
        }
        if (!in.atEnd()) {
            if (!atExemplar()) {
                throw in.wrong("expected an exemplar or the end of the line");
            }
            readExemplar();
        }
        return true;
    }

    private boolean atExemplar() {
        int from = in.at();
        boolean there = in.accept(" # {");
        in.moveTo(from);
        return there;
    }

    private void readExemplar() throws MalformedExpositionException {
        in.accept(" # ");
        exemplarText.readLabelsOnly(exemplarLabels);
        in.expect(' ');
        double observed = readFloat("an exemplar value");
        long time = 0;
        if (!in.atEnd()) {
            in.expect(' ');
            time = readSeconds();
        }
        if (!in.atEnd()) {
            throw in.wrong("expected the end of the line behind the exemplar");
        }
        exemplars = List.of(new Exemplar(exemplarLabels.toLabels(), observed, time));
    }

    private long readSeconds() throws MalformedExpositionException {
        int from = in.at();
        double seconds = readFloat("a timestamp in seconds");
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw in.wrongAt(from, "a timestamp must be finite");
        }
        return (long) (seconds * 1000);
    }

    /** Reads a line that starts with '#'; false at the end marker. */
    private boolean readMetadata() throws MalformedExpositionException {
        if (in.accept("# EOF")) {
            if (!in.atEnd()) {
                throw in.wrong("data behind # EOF");
            }
            complete = true;
            return false;
        }
        if (in.accept("# TYPE ")) {
            readFamilyName();
            in.expect(' ');
            family.type(readType());
        } else if (in.accept("# UNIT ")) {
            readFamilyName();
            in.expect(' ');
            readUnit();
        } else if (in.accept("# HELP ")) {
            readFamilyName();
            in.expect(' ');
            readHelp();
        } else {
            throw in.wrong("expected # HELP, # TYPE, # UNIT or # EOF");
        }
        return true;
    }

    private MetricType readType() throws MalformedExpositionException {
        return switch (in.text(in.at(), in.end())) {
            case "counter" -> MetricType.COUNTER;
            case "gauge" -> MetricType.GAUGE;
            case "histogram" -> MetricType.HISTOGRAM;
            case "gaugehistogram" -> MetricType.GAUGEHISTOGRAM;
            case "summary" -> MetricType.SUMMARY;
            case "info" -> MetricType.INFO;
            case "stateset" -> MetricType.STATESET;
            case "unknown" -> MetricType.UNKNOWN;
            default -> throw in.wrong("expected a type (counter, gauge, histogram, gaugehistogram, summary, info, "
                    + "stateset or unknown)");
        };
    }

    private void readUnit() throws MalformedExpositionException {
        int from = in.at();
        if (!Utf8.isValid(in.bytes(), from, in.end())) {
            throw in.wrong("the unit is no valid UTF-8");
        }
        family.unit(in.bytes(), from, in.end());
        if (!family.endsWithUnit()) {
            throw in.wrongAt(from, "the unit is not the last part of the family's name");
        }
    }

    private void readHelp() throws MalformedExpositionException {
        if (!Utf8.isValid(in.bytes(), in.at(), in.end())) {
            throw in.wrong("the help text is no valid UTF-8");
        }
        family.help(in.bytes(), in.at(), Escapes.undo(in.bytes(), in.at(), in.end()));
    }

    @Override
    public long startMillis() {
        return startMillis;
    }

    @Override
    public List<Exemplar> exemplars() {
        return exemplars;
    }
}
