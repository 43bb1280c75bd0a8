package dev.tributary.app.query;

import java.util.List;

/** A line of block characters that shows how a series moved. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {
    }

    /** One character for each of {@code width} equal spans of time; a span without a number is a space. */
    static String of(List<ResultSeries.Point> points, int width) {
        if (points.isEmpty()) {
            return "";
        }
        long start = points.getFirst().timeMillis();
        long span = Math.max(1, points.getLast().timeMillis() - start);
        double[] last = new double[width];
        java.util.Arrays.fill(last, Double.NaN);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (ResultSeries.Point point : points) {
            if (Double.isFinite(point.number())) {
                last[(int) ((point.timeMillis() - start) * (width - 1) / span)] = point.number();
                low = Math.min(low, point.number());
                high = Math.max(high, point.number());
            }
        }
        return line(last, low, high);
    }

    private static String line(double[] values, double low, double high) {
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            if (Double.isNaN(value)) {
                line.append(' ');
            } else {
                double share = high > low ? (value - low) / (high - low) : 0.5;
                line.append(BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1))));
            }
        }
        return line.toString();
    }
}
