package dev.tributary.promql.script;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.Parser;

/** A series with its values: {@code name{labels} 1 2 _x3 4+1x5 {{count:3}}}. */
record SeriesLine(Labels labels, List<Point> points) {
    SeriesLine {
        points = List.copyOf(points);
    }

    static SeriesLine parse(String text, int line) {
        int end = metricEnd(text, line);
        return new SeriesLine(labels(text.substring(0, end), line),
                new PointParser(text.substring(end), line).points());
    }

    /** The labels of a metric in any notation. */
    static Labels labels(String metric, int line) {
        if (metric.isEmpty()) {
            return Labels.EMPTY;
        }
        List<Matcher> matchers;
        try {
            matchers = Parser.selector(metric);
        } catch (ParseException e) {
            throw new ScriptException(line, "bad series " + metric + ": " + e.problem());
        }
        Labels.Builder labels = Labels.builder();
        for (Matcher matcher : matchers) {
            if (matcher.type() != MatchType.EQUAL) {
                throw new ScriptException(line, "a series has no condition like " + matcher);
            }
            labels.set(matcher.name(), matcher.value());
        }
        return labels.build();
    }

    private static int metricEnd(String text, int line) {
        int at = 0;
        while (at < text.length() && text.charAt(at) != '{' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        boolean braces = at < text.length() && text.charAt(at) == '{' && !text.startsWith("{{", at);
        return braces ? bracesEnd(text, at, line) : at;
    }

    private static int bracesEnd(String text, int open, int line) {
        char quote = 0;
        for (int at = open + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    at++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '}') {
                return at + 1;
            }
        }
        throw new ScriptException(line, "braces of a series are not closed: " + text);
    }
}
