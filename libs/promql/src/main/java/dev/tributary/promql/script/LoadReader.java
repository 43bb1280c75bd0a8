package dev.tributary.promql.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.ast.DurationText;
import org.jspecify.annotations.Nullable;

/** Reads {@code load} with its series. */
final class LoadReader {
    private static final Pattern COMMAND = Pattern.compile("^load(_with_nhcb)?\\s+(.+?)$");

    private LoadReader() {
    }

    static Command.Load read(List<String> lines, int line) {
        Matcher command = COMMAND.matcher(lines.getFirst());
        if (!command.matches()) {
            throw new ScriptException(line, "invalid load command. (load[_with_nhcb] <step:duration>)");
        }
        long step = millis(command.group(2), line);
        Map<Labels, SampleColumns> series = new LinkedHashMap<>();
        StartLine starts = null;
        for (int i = 1; i < lines.size(); i++) {
            String text = lines.get(i);
            if (StartLine.isOne(text)) {
                starts = StartLine.parse(text, line + i);
            } else {
                SeriesLine one = SeriesLine.parse(text, line + i);
                checkStarts(starts, one, line + i);
                series.put(one.labels(), samples(one.points(), starts, step));
                starts = null;
            }
        }
        if (starts != null) {
            throw new ScriptException(line + lines.size() - 1, "@st line has no following sample line");
        }
        return new Command.Load(line, series, command.group(1) != null);
    }

    private static void checkStarts(@Nullable StartLine starts, SeriesLine series, int line) {
        if (starts != null && !starts.labels().equals(series.labels())) {
            throw new ScriptException(line - 1, "@st metric does not match the following sample line metric");
        }
        if (starts != null && starts.offsets().size() != series.points().size()) {
            throw new ScriptException(line - 1,
                    "@st line has " + starts.offsets().size() + " values but sample line has "
                            + series.points().size());
        }
    }

    private static SampleColumns samples(List<Point> points, @Nullable StartLine starts, long step) {
        SampleColumns samples = new SampleColumns(points.size());
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.omitted()) {
                continue;
            }
            if (point.histogram() == null) {
                samples.add(i * step, point.value());
            } else {
                samples.add(i * step, point.histogram());
            }
            Long offset = starts == null ? null : starts.offsets().get(i);
            if (offset != null) {
                samples.startOfLast(i * step + offset);
            }
        }
        return samples;
    }

    /** A duration, or plain seconds. */
    static long millis(String text, int line) {
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()) {
                return Math.multiplyExact(Long.parseLong(text), 1000L);
            }
            return DurationText.parseMillis(text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new ScriptException(line, "invalid duration " + text + ": " + e.getMessage());
        }
    }
}
