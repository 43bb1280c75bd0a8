package dev.tributary.promql.script;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;

/** The notation of series and values in scripts, for others who state series: unit tests of rules. */
public final class InputSeries {
    /** There is one line only. */
    private static final int LINE = 1;

    private InputSeries() {
    }

    /**
     * The labels of a metric like {@code up{job="node"}}; none for the empty text.
     *
     * @throws ScriptException when it is no metric
     */
    public static Labels labels(String metric) {
        return SeriesLine.labels(metric.strip(), LINE);
    }

    /**
     * The samples of values like {@code 1+2x5 _ stale}, the first at the start and each one step after the one before.
     *
     * @throws ScriptException when they are no values
     */
    public static SampleColumns samples(String values, long startMillis, long stepMillis) {
        List<Point> points = new PointParser(values.strip(), LINE).points();
        SampleColumns samples = new SampleColumns(points.size());
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.omitted()) {
                continue;
            }
            if (point.histogram() == null) {
                samples.add(startMillis + i * stepMillis, point.value());
            } else {
                samples.add(startMillis + i * stepMillis, point.histogram());
            }
        }
        return samples;
    }

    /**
     * A histogram in double braces.
     *
     * @throws ScriptException when the text is not exactly one
     */
    public static NativeHistogram histogram(String text) {
        List<Point> points = new PointParser(text.strip(), LINE).points();
        if (points.size() != 1) {
            throw new ScriptException(LINE, "expected 1 value, got " + points.size());
        }
        NativeHistogram histogram = points.getFirst().histogram();
        if (histogram == null) {
            throw new ScriptException(LINE, "expected histogram, got " + text);
        }
        return histogram;
    }

    /** A histogram in the notation of scripts. */
    public static String notation(NativeHistogram histogram) {
        return HistogramNotation.format(histogram);
    }
}
