package dev.tributary.queryapi.loki.explore;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.detect.LevelDetector;
import dev.tributary.logql.pattern.CountedPattern;
import dev.tributary.logql.pattern.LinePatterns;
import dev.tributary.logql.value.LogLine;
import dev.tributary.logql.value.LogStream;
import dev.tributary.model.text.GoDuration;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.loki.param.LokiBounds;

/**
 * The lines that patterns are found in. Each part of the time range has its share of the lines that may be looked at; where
 * a part has more, its newest stand for the others: their counts are multiplied by how much of its time they cover.
 */
final class PatternSample {
    private static final int PATTERNS_MAX = 300;
    /** Parts of a time range; each is a query of its own. */
    private static final int PARTS_MAX = 60;

    private final LogLines lines;
    private final int linesMax;
    private final Duration timeMax;
    private final long stepNanos;
    private final LevelDetector levels = new LevelDetector();
    private final Map<Long, Double> factors = new HashMap<>();

    PatternSample(LogLines lines, LogQueryLimits limits, long stepNanos) {
        this.lines = lines;
        this.linesMax = limits.patternLinesMax();
        this.timeMax = limits.timeout();
        this.stepNanos = stepNanos;
    }

    /** The patterns, found within the time that one query may take. */
    List<CountedPattern> of(String query, LokiBounds bounds, ApiRequest request) {
        LinePatterns patterns = new LinePatterns(PATTERNS_MAX, stepNanos);
        long length = bounds.length().toNanos();
        long steps = length / stepNanos + 1;
        // Whole steps, so that all lines of a step have the same factor.
        long part = stepNanos * ((steps + PARTS_MAX - 1) / PARTS_MAX);
        int parts = (int) Math.max(1, length / part + 1);
        int share = Math.max(1, linesMax / parts);
        long started = System.nanoTime();
        for (long from = bounds.startNanos(); from < bounds.endNanos();) {
            if (System.nanoTime() - started > timeMax.toNanos()) {
                throw new ApiException(ErrorType.TIMEOUT, "looking for patterns took longer than "
                        + GoDuration.format(timeMax) + "; ask for a shorter time range or fewer streams");
            }
            long next = from - Math.floorMod(from, part) + part;
            long to = next < from ? bounds.endNanos() : Math.min(next, bounds.endNanos());
            take(patterns, query, from, to, share, request);
            from = to;
        }
        return patterns.patterns();
    }

    private void take(LinePatterns patterns, String query, long from, long to, int share, ApiRequest request) {
        long count = 0;
        long oldest = to;
        for (LogStream stream : lines.newest(query, from, to, share, request)) {
            for (LogLine line : stream.lines()) {
                byte[] bytes = line.line().getBytes(StandardCharsets.UTF_8);
                String level = levels.detect(stream.labels(), line.metadata(), bytes, 0, bytes.length);
                patterns.add(line.timestampNanos(), line.line(), level);
                oldest = Math.min(oldest, line.timestampNanos());
                count++;
            }
        }
        if (count == share && oldest > from) {
            double covered = Math.max(1, to - oldest);
            for (long step = Math.floorDiv(from, stepNanos); step * stepNanos < to; step++) {
                factors.put(step * stepNanos, (to - from) / covered);
            }
        }
    }

    /** How many lines a count of the sample stands for. */
    long estimate(long stepStartNanos, long count) {
        return Math.round(count * factors.getOrDefault(stepStartNanos, 1.0));
    }
}
