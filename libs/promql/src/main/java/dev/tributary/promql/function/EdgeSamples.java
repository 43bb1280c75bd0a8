package dev.tributary.promql.function;

import dev.tributary.model.SampleColumns;

/** Puts a sample on both edges of a window of an extended selector. */
public final class EdgeSamples {
    private EdgeSamples() {
    }

    /** The floats strictly inside (start, end) with one at each edge; nothing when no sample lies behind the start. */
    public static SampleColumns extend(SampleColumns floats, long start, long end, boolean smoothed) {
        SeriesSamples samples = new SeriesSamples();
        samples.load(floats, false);
        Window window = new Window(samples);
        window.describe(start, end, end);
        window.advance(Long.MIN_VALUE, Long.MAX_VALUE);
        int first = Edges.first(window);
        int last = smoothed ? Edges.lastSmoothed(window) : window.floatTo() - 1;
        SampleColumns extended = new SampleColumns(floats.size() + 2);
        if (window.floatTime(last) <= start) {
            return extended;
        }
        extended.add(start, Edges.left(window, first, smoothed, false));
        for (int i = first; i <= last; i++) {
            if (window.floatTime(i) > start && window.floatTime(i) < end) {
                extended.add(window.floatTime(i), window.floatValue(i));
            }
        }
        extended.add(end, Edges.right(window, last, smoothed, false));
        return extended;
    }
}
