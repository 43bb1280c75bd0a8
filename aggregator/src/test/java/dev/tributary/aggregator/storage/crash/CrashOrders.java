package dev.tributary.aggregator.storage.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.MetricStore;

/**
 * What one process is told.
 *
 * @param round        how many processes there were before
 * @param acknowledged steps acknowledged so far, for each writer
 * @param work         false to compare and end
 */
record CrashOrders(Path folder, Path backups, long seed, int round, boolean work, List<Integer> acknowledged) {
    CrashOrders {
        acknowledged = List.copyOf(acknowledged);
    }

    List<String> toArguments() {
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), backups.toString(), Long.toString(seed),
                Integer.toString(round), Boolean.toString(work)));
        acknowledged.forEach(steps -> arguments.add(steps.toString()));
        return arguments;
    }

    static CrashOrders parse(String[] arguments) {
        List<Integer> acknowledged = new ArrayList<>();
        for (int i = 5; i < arguments.length; i++) {
            acknowledged.add(Integer.parseInt(arguments[i]));
        }
        return new CrashOrders(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]), Boolean.parseBoolean(arguments[4]), acknowledged);
    }

    int writers() {
        return acknowledged.size();
    }

    int acknowledged(int writer) {
        return acknowledged.get(writer);
    }

    WriterScript script(int writer) {
        return new WriterScript(seed, writer);
    }

    /** At least what the clock of any process before has shown. */
    long clockMillis() {
        return acknowledged.stream().mapToLong(steps -> WriterScript.time(Math.max(0, steps - 1))).max().orElseThrow();
    }

    private long comparedFromMillis() {
        return clockMillis() - WriterScript.RETENTION.toMillis();
    }

    /** Compares a store with what was acknowledged; the first difference in words, or empty. */
    String compare(MetricStore store) {
        for (int writer = 0; writer < writers(); writer++) {
            String difference = new ExpectedSamples(script(writer), acknowledged(writer))
                    .difference(CrashChild.read(store, script(writer)), comparedFromMillis());
            if (!difference.isEmpty()) {
                return "writer " + writer + " after step " + acknowledged(writer) + ": " + difference;
            }
        }
        return "";
    }

    /** Compares a copy that was made while the writers went on to later steps, of which it may hold any. */
    String compareCopy(MetricStore store, List<Integer> later) {
        long clockMillis = later.stream().mapToLong(steps -> WriterScript.time(steps + ExpectedSamples.UNDER_WAY_MAX))
                .max().orElseThrow();
        long fromMillis = clockMillis - WriterScript.RETENTION.toMillis();
        for (int writer = 0; writer < writers(); writer++) {
            String difference = ExpectedSamples.ofCopy(script(writer), acknowledged(writer), later.get(writer))
                    .missing(CrashChild.read(store, script(writer)), fromMillis);
            if (!difference.isEmpty()) {
                return "writer " + writer + " after step " + acknowledged(writer) + ": " + difference;
            }
        }
        return "";
    }

    /** Acknowledged samples within the retention. */
    long count() {
        long count = 0;
        for (int writer = 0; writer < writers(); writer++) {
            count += new ExpectedSamples(script(writer), acknowledged(writer)).count(comparedFromMillis());
        }
        return count;
    }
}
