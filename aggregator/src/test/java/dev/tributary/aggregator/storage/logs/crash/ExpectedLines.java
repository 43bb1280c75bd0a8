package dev.tributary.aggregator.storage.logs.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.tributary.aggregator.storage.logs.crash.LogScript.Cancel;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Delete;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Line;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Step;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Write;
import org.jspecify.annotations.Nullable;

/**
 * What a store must hold of one writer after its acknowledged steps, and what it may hold besides because the steps behind
 * them were under way when the process died.
 */
final class ExpectedLines {
    /** Steps a writer may have under way. */
    static final int UNDER_WAY_MAX = 4;

    private final LogScript script;
    private final LogProgress progress;
    /** The step that last wrote a line: what is written again after a deletion is there again. */
    private final Map<Line, Integer> lines = new LinkedHashMap<>();
    /** Versions by key, with the steps that wrote them. */
    private final Map<String, List<Version>> records = new HashMap<>();
    private final Map<Integer, Delete> inForce = new HashMap<>();
    /** Deletions that may be in force or not. */
    private final Map<Integer, Delete> underWay = new HashMap<>();
    private final Set<Line> possible = new HashSet<>();

    private record Version(Line line, int step) {
    }

    ExpectedLines(LogScript script, LogProgress progress) {
        this.script = script;
        this.progress = progress;
        for (int step = 0; step < progress.steps(); step++) {
            apply(step);
        }
        for (int step = progress.steps(); step < progress.steps() + UNDER_WAY_MAX; step++) {
            if (!(script.step(step) instanceof Write(List<Line> written))) {
                // A writer deletes only when all before is acknowledged, and waits for it.
                if (step == progress.steps()) {
                    mayDelete(step);
                }
                break;
            }
            possible.addAll(written);
        }
    }

    /** What a copy must hold that was made while the writer went on from one acknowledged step to another. */
    static ExpectedLines ofCopy(LogScript script, LogProgress from, LogProgress to) {
        ExpectedLines expected = new ExpectedLines(script, from);
        for (int step = from.steps(); step < to.steps() + UNDER_WAY_MAX; step++) {
            expected.mayDelete(step);
            if (script.step(step) instanceof Write(List<Line> written)) {
                expected.possible.addAll(written);
            }
        }
        return expected;
    }

    private void apply(int number) {
        Step step = script.step(number);
        switch (step) {
            case Write(List<Line> written) -> written.forEach(line -> {
                if (line.isRecord()) {
                    records.computeIfAbsent(line.key(), _ -> new ArrayList<>()).add(new Version(line, number));
                } else {
                    lines.put(line, number);
                }
            });
            case Delete delete -> inForce.put(number, delete);
            case Cancel(int which) -> {
                if (!progress.late().contains(number)) {
                    inForce.remove(which);
                }
            }
        }
    }

    private void mayDelete(int number) {
        if (script.step(number) instanceof Delete delete) {
            underWay.put(number, delete);
        } else if (script.step(number) instanceof Cancel(int which)) {
            Delete delete = inForce.remove(which);
            if (delete != null) {
                underWay.put(which, delete);
            }
        }
    }

    private static boolean covers(Map<Integer, Delete> deletions, Line line, int writtenAt) {
        return deletions.entrySet().stream()
                .anyMatch(entry -> entry.getKey() > writtenAt && entry.getValue().covers(line));
    }

    private static Version newest(List<Version> versions) {
        // The first of several with one version, as the others change nothing.
        return versions.stream().sorted(Comparator.comparingInt(Version::step))
                .reduce((a, b) -> b.line.version().compareTo(a.line.version()) > 0 ? b : a).orElseThrow();
    }

    /** How many lines and records must be there. */
    long count(Predicate<Line> kept) {
        return lines.entrySet().stream()
                .filter(entry -> kept.test(entry.getKey()) && !covers(inForce, entry.getKey(), entry.getValue()))
                .count()
                + records.values().stream().map(ExpectedLines::newest)
                        .filter(one -> kept.test(one.line) && !covers(inForce, one.line, one.step)).count();
    }

    /** The first line or record that must be there and is not, in words, or empty. */
    String missing(Set<Line> found, Predicate<Line> kept) {
        for (Map.Entry<Line, Integer> entry : lines.entrySet()) {
            Line line = entry.getKey();
            if (kept.test(line) && !found.contains(line) && !covers(inForce, line, entry.getValue())
                    && !covers(underWay, line, entry.getValue())) {
                return "acknowledged at step " + entry.getValue() + " and missing: " + line;
            }
        }
        Map<String, Line> there = byKey(found);
        for (Map.Entry<String, List<Version>> entry : records.entrySet()) {
            Version newest = newest(entry.getValue());
            String difference = kept.test(newest.line) ? missing(newest, there.get(entry.getKey())) : "";
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return "";
    }

    private String missing(Version newest, @Nullable Line there) {
        if (covers(inForce, newest.line, newest.step)) {
            return ""; // what may be there instead is looked at as surplus
        }
        if (there == null) {
            return covers(underWay, newest.line, newest.step)
                    ? ""
                    : "record acknowledged at step " + newest.step + " and missing: " + newest.line;
        }
        boolean same = there.equals(newest.line);
        boolean newer = there.version().compareTo(newest.line.version()) > 0 && possible.contains(there);
        // Where the newest was removed by a deletion under way, an older one may have come again.
        boolean again = covers(underWay, newest.line, newest.step) && possible.contains(there);
        return same || newer || again
                ? ""
                : "record acknowledged at step " + newest.step + " as " + newest.line + " is " + there;
    }

    private static Map<String, Line> byKey(Set<Line> found) {
        Map<String, Line> records = new HashMap<>();
        found.stream().filter(Line::isRecord).forEach(line -> records.put(line.key(), line));
        return records;
    }

    /** The first line or record that may not be there, in words, or empty. */
    String surplus(Set<Line> found, Predicate<Line> kept) {
        for (Line line : found) {
            if (kept.test(line) && !possible.contains(line)) {
                boolean fits = line.isRecord() ? mayBeRecord(line) : mayBeLine(line);
                if (!fits) {
                    return "never written, or deleted, or replaced, and there: " + line;
                }
            }
        }
        return "";
    }

    private boolean mayBeLine(Line line) {
        Integer written = lines.get(line);
        return written != null && !covers(inForce, line, written);
    }

    private boolean mayBeRecord(Line line) {
        List<Version> versions = records.getOrDefault(line.key(), List.of());
        if (versions.isEmpty()) {
            return false;
        }
        Version newest = newest(versions);
        if (!covers(inForce, newest.line, newest.step)) {
            return line.equals(newest.line);
        }
        // Deleted, and perhaps gone from the disk: then what was written afterwards is new again.
        return versions.stream().anyMatch(one -> one.line.equals(line) && !covers(inForce, line, one.step)
                && inForce.entrySet().stream().anyMatch(entry -> entry.getKey() < one.step
                        && entry.getKey() > newest.step && entry.getValue().covers(newest.line)));
    }
}
