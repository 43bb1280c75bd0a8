package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.promql.ast.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * The start timestamps of the series in the next line: {@code metric@st -1m _ 30sx2}, each relative to the time of the sample
 * it belongs to, null for gaps.
 */
record StartLine(Labels labels, List<@Nullable Long> offsets) {
    private static final String MARK = "@st";

    static boolean isOne(String text) {
        int blank = firstBlank(text);
        return blank > 0 && text.substring(0, blank).endsWith(MARK);
    }

    static StartLine parse(String text, int line) {
        int blank = firstBlank(text);
        Labels labels = SeriesLine.labels(text.substring(0, blank - MARK.length()), line);
        List<@Nullable Long> offsets = new ArrayList<>();
        for (String item : text.substring(blank).strip().split("\\s+")) {
            addItem(item, offsets, line);
        }
        return new StartLine(labels, offsets);
    }

    private static int firstBlank(String text) {
        int at = 0;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? at : -1;
    }

    private static void addItem(String item, List<@Nullable Long> offsets, int line) {
        int times = item.lastIndexOf('x');
        String body = times < 0 ? item : item.substring(0, times);
        int repeats = times < 0 ? 0 : count(item.substring(times + 1), line);
        if (body.equals("_")) {
            for (int i = 0; i < Math.max(1, repeats); i++) {
                offsets.add(null);
            }
            return;
        }
        int operator = Math.max(body.lastIndexOf('+'), body.lastIndexOf('-'));
        long offset = millis(operator > 0 ? body.substring(0, operator) : body, line);
        long step = operator > 0 ? millis(body.substring(operator), line) : 0;
        for (int i = 0; i <= repeats; i++) {
            offsets.add(offset);
            offset += step;
        }
    }

    private static int count(String text, int line) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ScriptException(line, "invalid repeat count " + text);
        }
    }

    private static long millis(String text, int line) {
        boolean negative = text.startsWith("-");
        boolean signed = negative || text.startsWith("+");
        try {
            long magnitude = DurationText.parseMillis(signed ? text.substring(1) : text);
            return negative ? -magnitude : magnitude;
        } catch (IllegalArgumentException e) {
            throw new ScriptException(line, "invalid start timestamp " + text + ": " + e.getMessage());
        }
    }
}
