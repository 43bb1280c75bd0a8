package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.ast.DurationText;
import dev.tributary.promql.ast.NumberReader;
import dev.tributary.promql.histogram.HistogramSum;

/**
 * Reads the values of a series line: a number, {@code stale}, a gap {@code _}, a histogram in double braces; repeated with
 * {@code xN}, or rising and falling with {@code a+bxN} and {@code a-bxN}.
 */
final class PointParser {
    /** Values one item may stand for: a script has no use for more. */
    private static final int REPEATS_MAX = 1_000_000;

    private final String text;
    private final int line;
    private final List<Point> points = new ArrayList<>();
    private int at;

    PointParser(String text, int line) {
        this.text = text;
        this.line = line;
    }

    List<Point> points() {
        skipBlanks();
        while (at < text.length()) {
            item();
            if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                throw error("unexpected " + text.substring(at));
            }
            skipBlanks();
        }
        return points;
    }

    private void item() {
        if (take('_')) {
            repeat(Point.GAP, take('x') ? count() : 1);
        } else if (text.startsWith("{{", at)) {
            histogramItem();
        } else {
            floatItem();
        }
    }

    private void repeat(Point point, int times) {
        for (int i = 0; i < times; i++) {
            points.add(point);
        }
    }

    private void floatItem() {
        double value = number();
        double step = 0;
        boolean stepped = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
        if (stepped) {
            boolean negative = text.charAt(at++) == '-';
            step = negative ? -number() : number();
        }
        int repeats = 0;
        if (take('x')) {
            repeats = count();
        } else if (stepped) {
            throw error("expected x and a count behind the step");
        }
        for (int i = 0; i <= repeats; i++) {
            points.add(Point.of(value));
            value += step;
        }
    }

    private double number() {
        int start = at;
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        while (at < text.length() && isNumberPart(start)) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("stale")) {
            return StaleMarker.VALUE;
        }
        try {
            return NumberReader.literal(word);
        } catch (NumberFormatException e) {
            return duration(word);
        }
    }

    private double duration(String word) {
        try {
            return DurationText.parseMillis(word) / 1000.0;
        } catch (IllegalArgumentException e) {
            throw error("expected number or \"stale\", got " + word);
        }
    }

    private boolean isNumberPart(int start) {
        char c = text.charAt(at);
        boolean afterExponent = at > start && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
        return c != 'x' && (Character.isLetterOrDigit(c) || c == '.' || c == '_')
                || afterExponent && (c == '+' || c == '-');
    }

    private void histogramItem() {
        HistogramLiteral first = histogram();
        if (take('x')) {
            repeat(first.point(), count() + 1);
            return;
        }
        boolean add = text.startsWith("+{{", at);
        if (!add && !text.startsWith("-{{", at)) {
            points.add(first.point());
            return;
        }
        at++;
        HistogramLiteral step = histogram();
        if (!take('x')) {
            throw error("expected x and a count behind the histogram step");
        }
        expand(first, step, add, count());
    }

    private void expand(HistogramLiteral first, HistogramLiteral step, boolean add, int times) {
        points.add(Point.of(first.histogram(), step.hintGiven()));
        NativeHistogram current = first.histogram();
        for (int i = 0; i < times; i++) {
            if (current.schema() > step.histogram().schema()) {
                throw error("error combining histograms: cannot merge from schema " + step.histogram().schema() + " to "
                        + current.schema());
            }
            HistogramSum sum = HistogramSum.of(current);
            if (!sum.fits(step.histogram())) {
                throw error("error combining histograms with exponential and custom buckets");
            }
            if (add) {
                sum.add(step.histogram());
            } else {
                sum.subtract(step.histogram());
            }
            current = sum.toHistogram();
            points.add(Point.of(current, step.hintGiven()));
        }
    }

    private HistogramLiteral histogram() {
        int end = text.indexOf("}}", at);
        if (end < 0) {
            throw error("histogram is not closed: " + text.substring(at));
        }
        String body = text.substring(at + 2, end);
        at = end + 2;
        return HistogramLiteral.parse(body, line);
    }

    private int count() {
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            int count = Integer.parseInt(text.substring(start, at));
            if (count <= REPEATS_MAX) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw error("invalid repetition in series values: " + text.substring(start));
        }
        throw error("more than " + REPEATS_MAX + " repetitions");
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ScriptException error(String problem) {
        return new ScriptException(line, "bad series values: " + problem);
    }
}
