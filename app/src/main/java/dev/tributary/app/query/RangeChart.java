package dev.tributary.app.query;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import dev.tributary.app.cli.Console;
import dev.tributary.app.query.ResultSeries.Point;

/** Draws series over time with a scale, times in UTC and a legend. A gap of more than two steps is not bridged. */
final class RangeChart {
    static final int SERIES_MAX = 8;
    private static final int ROWS = 12;
    private static final int SCALE_WIDTH = 10;
    private static final int[] ANSI_COLOURS = {36, 33, 35, 32, 34, 31, 96, 93};

    private final Console console;
    private final Instant start;
    private final Instant end;
    private final Duration step;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    RangeChart(Console console, Instant start, Instant end, Duration step) {
        this.console = console;
        this.start = start;
        this.end = end;
        this.step = step;
    }

    void print(List<ResultSeries> all) {
        List<ResultSeries> shown = all.subList(0, Math.min(SERIES_MAX, all.size()));
        shown.forEach(this::widenScale);
        if (low > high) {
            console.out().println("nothing to draw: no finite number in the answer");
            return;
        }
        if (low == high) {
            low -= Math.max(1, Math.abs(low) * 0.1);
            high += Math.max(1, Math.abs(high) * 0.1);
        }
        DotCanvas canvas = new DotCanvas(Math.max(10, console.columns() - SCALE_WIDTH - 3), ROWS);
        for (int i = 0; i < shown.size(); i++) {
            draw(canvas, shown.get(i), i);
        }
        printCanvas(canvas);
        printTimes(canvas);
        printLegend(shown, all.size());
    }

    private void widenScale(ResultSeries series) {
        for (Point point : series.points()) {
            if (Double.isFinite(point.number())) {
                low = Math.min(low, point.number());
                high = Math.max(high, point.number());
            }
        }
    }

    private void draw(DotCanvas canvas, ResultSeries series, int colour) {
        Point before = null;
        for (Point point : series.points()) {
            if (!Double.isFinite(point.number())) {
                before = null;
                continue;
            }
            boolean joined = before != null && point.timeMillis() - before.timeMillis() <= 2 * step.toMillis();
            Point from = joined && before != null ? before : point;
            canvas.line(x(canvas, from), y(canvas, from), x(canvas, point), y(canvas, point), colour);
            before = point;
        }
    }

    private int x(DotCanvas canvas, Point point) {
        double share = (point.timeMillis() - start.toEpochMilli())
                / (double) Math.max(1, end.toEpochMilli() - start.toEpochMilli());
        return (int) Math.round(Math.clamp(share, 0, 1) * (canvas.width() - 1));
    }

    private int y(DotCanvas canvas, Point point) {
        return (int) Math.round((high - point.number()) / (high - low) * (canvas.height() - 1));
    }

    private void printCanvas(DotCanvas canvas) {
        for (int row = 0; row < ROWS; row++) {
            boolean labelled = row % 4 == 0 || row == ROWS - 1;
            double value = high - (high - low) * row / (ROWS - 1);
            StringBuilder line = new StringBuilder(
                    labelled ? padLeft(shortNumber(value)) + " ┤" : padLeft("") + " │");
            for (int column = 0; column < canvas.width() / 2; column++) {
                line.append(coloured(String.valueOf(canvas.character(column, row)), canvas.colour(column, row)));
            }
            console.out().println(line);
        }
    }

    private void printTimes(DotCanvas canvas) {
        DateTimeFormatter format = DateTimeFormatter
                .ofPattern(Duration.between(start, end).toDays() >= 1 ? "MM-dd HH:mm" : "HH:mm:ss", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        String from = format.format(start);
        String to = format.format(end) + " UTC";
        int gap = Math.max(1, canvas.width() / 2 - from.length() - to.length());
        console.out().println(padLeft("") + "  " + from + " ".repeat(gap) + to);
    }

    private void printLegend(List<ResultSeries> shown, int count) {
        PrintWriter out = console.out();
        for (int i = 0; i < shown.size(); i++) {
            ResultSeries series = shown.get(i);
            String last = series.points().isEmpty() ? "" : series.points().getLast().text();
            out.println(coloured("──", i) + " " + series.labels() + "  " + last);
        }
        if (count > shown.size()) {
            out.println("and " + (count - shown.size()) + " more series; --output table lists all");
        }
    }

    private String coloured(String text, int colour) {
        return console.colours() ? "\u001b[" + ANSI_COLOURS[colour] + "m" + text + "\u001b[0m" : text;
    }

    private static String padLeft(String text) {
        return " ".repeat(Math.max(0, SCALE_WIDTH - text.length())) + text;
    }

    /** A number in at most nine characters: 12.3k, 4.56M, 0.00123. */
    static String shortNumber(double value) {
        double size = Math.abs(value);
        String[] units = {"", "k", "M", "G", "T", "P"};
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        if (size >= 1000 || (size != 0 && size < 0.001)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        String digits = String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : "%.4f",
                Math.copySign(size, value));
        return digits + units[unit];
    }
}
