package dev.tributary.aggregator.storage.logs.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Line;

/**
 * What one process is told.
 *
 * @param round how many processes there were before
 * @param work  false to compare, verify and end
 * @param known what is acknowledged so far, for each writer
 */
record LogCrashOrders(Path folder, Path backups, long seed, int round, boolean work, List<LogProgress> known) {
    LogCrashOrders {
        known = List.copyOf(known);
    }

    List<String> toArguments() {
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), backups.toString(), Long.toString(seed),
                Integer.toString(round), Boolean.toString(work)));
        known.forEach(one -> arguments.add(one.toArgument()));
        return arguments;
    }

    static LogCrashOrders parse(String[] arguments) {
        return new LogCrashOrders(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]), Boolean.parseBoolean(arguments[4]),
                Arrays.stream(arguments).skip(5).map(LogProgress::parse).toList());
    }

    LogScript script(int writer) {
        return new LogScript(seed, writer);
    }

    /** At least what the clock of any process before has shown. */
    long clockMillis() {
        return known.stream().mapToLong(one -> LogScript.millis(Math.max(0, one.steps() - 1))).max().orElseThrow();
    }

    /** What retention leaves for sure. */
    private static Predicate<Line> kept(long clockMillis) {
        return line -> {
            Duration kept = line.app().equals(LogScript.BRIEF) ? LogScript.BRIEF_RETENTION : LogScript.RETENTION;
            return line.nanos() >= (clockMillis - kept.toMillis()) * 1_000_000;
        };
    }

    /** Compares a store with what was acknowledged; the first difference in words, or empty. */
    String compare(LogStore store) {
        Predicate<Line> kept = kept(clockMillis());
        for (int writer = 0; writer < known.size(); writer++) {
            ExpectedLines expected = new ExpectedLines(script(writer), known.get(writer));
            Set<Line> found = FoundLines.read(store, script(writer));
            String missing = expected.missing(found, kept);
            String difference = missing.isEmpty() ? expected.surplus(found, kept) : missing;
            if (!difference.isEmpty()) {
                return "writer " + writer + " after " + known.get(writer) + ": " + difference;
            }
        }
        return "";
    }

    /** Compares a copy that was made while the writers went on to later steps, of which it may hold any. */
    String compareCopy(LogStore store, List<LogProgress> later) {
        long clockMillis = later.stream()
                .mapToLong(one -> LogScript.millis(one.steps() + ExpectedLines.UNDER_WAY_MAX)).max().orElseThrow();
        for (int writer = 0; writer < known.size(); writer++) {
            String difference = ExpectedLines.ofCopy(script(writer), known.get(writer), later.get(writer))
                    .missing(FoundLines.read(store, script(writer)), kept(clockMillis));
            if (!difference.isEmpty()) {
                return "writer " + writer + " after " + known.get(writer) + ": " + difference;
            }
        }
        return "";
    }

    /** Acknowledged lines and records that must be there. */
    long count() {
        long count = 0;
        for (int writer = 0; writer < known.size(); writer++) {
            count += new ExpectedLines(script(writer), known.get(writer)).count(kept(clockMillis()));
        }
        return count;
    }
}
