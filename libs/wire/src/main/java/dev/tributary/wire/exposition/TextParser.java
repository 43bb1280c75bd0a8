package dev.tributary.wire.exposition;

import dev.tributary.model.MetricType;
import dev.tributary.wire.protobuf.Utf8;

/**
 * Parses the text format 0.0.4 and 1.0.0, names in quotes included. The format has no end marker, so a page is taken for
 * cut when its last byte is no newline: a number cut in the middle would read as a smaller one.
 */
final class TextParser extends LineParser {
    TextParser(ExpositionLimits limits) {
        super(limits, true);
    }

    @Override
    public Entry next() throws MalformedExpositionException {
        while (lines.next()) {
            in.set(lines);
            in.skipBlanks();
            if (in.atEnd()) {
                continue;
            }
            if (in.peek() != '#') {
                readSample();
                return Entry.SAMPLE;
            }
            if (readMetadata()) {
                return Entry.METADATA;
            }
        }
        if (!lines.isEnded()) {
            return Entry.NEED_BYTES;
        }
        if (!lines.isEmpty()) {
            throw new MalformedExpositionException("the page is cut: line " + (lines.lineNumber() + 1)
                    + " does not end with a newline: " + lines.restText(), true);
        }
        return Entry.END;
    }

    private void readSample() throws MalformedExpositionException {
        series.read(labels, family.type());
        in.skipBlanks();
        if (in.atEnd()) {
            throw in.wrong("the sample has no value");
        }
        value = readFloat("a value");
        in.skipBlanks();
        hasTimestamp = !in.atEnd();
        if (hasTimestamp) {
            timestampMillis = readMillis();
            in.skipBlanks();
            if (!in.atEnd()) {
                throw in.wrong("expected the end of the line behind the timestamp");
            }
        }
    }

    /** Reads a whole number of milliseconds that fits 64 bits. */
    private long readMillis() throws MalformedExpositionException {
        int from = in.at();
        boolean negative = in.peek() == '-';
        if (negative) {
            in.skip();
        }
        long millis = 0;
        int digits = 0;
        for (int c = in.peek(); c >= '0' && c <= '9'; c = in.peek()) {
            if (++digits > 18) {
                throw in.wrongAt(from, "the timestamp is out of range");
            }
            millis = 10 * millis + (c - '0');
            in.skip();
        }
        if (digits == 0) {
            throw in.wrongAt(from, "expected a timestamp in whole milliseconds");
        }
        return negative ? -millis : millis;
    }

    /** Reads a line that starts with '#'; false when it is a mere comment. */
    private boolean readMetadata() throws MalformedExpositionException {
        in.skip();
        if (in.peek() != ' ' && in.peek() != '\t') {
            return false;
        }
        in.skipBlanks();
        boolean type = in.accept("TYPE");
        if (!type && !in.accept("HELP") || in.peek() != ' ' && in.peek() != '\t') {
            return false;
        }
        in.skipBlanks();
        readFamilyName();
        if (!in.atEnd() && in.peek() != ' ' && in.peek() != '\t') {
            throw in.wrong("expected a blank behind the metric name");
        }
        if (type) {
            in.skipBlanks();
            family.type(readType());
        } else {
            if (!in.atEnd()) {
                in.skip();
            }
            readHelp();
        }
        return true;
    }

    private MetricType readType() throws MalformedExpositionException {
        int from = in.at();
        in.skipWord();
        String word = in.text(from, in.at());
        in.skipBlanks();
        if (!in.atEnd()) {
            throw in.wrong("expected the end of the line behind the type");
        }
        return switch (word) {
            case "counter" -> MetricType.COUNTER;
            case "gauge" -> MetricType.GAUGE;
            case "histogram" -> MetricType.HISTOGRAM;
            case "summary" -> MetricType.SUMMARY;
            case "untyped" -> MetricType.UNKNOWN;
            default -> throw in.wrongAt(from, "expected a type (counter, gauge, histogram, summary or untyped)");
        };
    }

    private void readHelp() throws MalformedExpositionException {
        if (!Utf8.isValid(in.bytes(), in.at(), in.end())) {
            throw in.wrong("the help text is no valid UTF-8");
        }
        family.help(in.bytes(), in.at(), Escapes.undo(in.bytes(), in.at(), in.end(), false));
    }
}
