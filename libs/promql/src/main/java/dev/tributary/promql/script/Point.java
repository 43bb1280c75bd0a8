package dev.tributary.promql.script;

import dev.tributary.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One value in a series line.
 *
 * @param omitted   a gap
 * @param value     the float, meaningless for gaps and histograms
 * @param histogram the histogram, or null
 * @param hintGiven true when the line states the counter reset hint, so that it counts in comparisons
 */
record Point(boolean omitted, double value, @Nullable NativeHistogram histogram, boolean hintGiven) {
    static final Point GAP = new Point(true, 0, null, false);

    static Point of(double value) {
        return new Point(false, value, null, false);
    }

    static Point of(NativeHistogram histogram, boolean hintGiven) {
        return new Point(false, 0, histogram, hintGiven);
    }
}
