package dev.tributary.promql.exec.info;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.exec.SeriesText;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.StepColumn;

/**
 * The info series by name and identifying labels, and which of those with equal ones holds at each step: the one with the
 * newest sample. Two with equally new samples are an error, but only at a step that somebody asks about.
 */
final class InfoTable {
    static final int NONE = -1;

    private final int steps;
    private final List<Labels> series = new ArrayList<>();
    private final List<double[]> times = new ArrayList<>();
    private final Map<Labels, Integer> slots = new HashMap<>();
    private final List<List<Integer>> candidates = new ArrayList<>();
    private final List<int[]> winners = new ArrayList<>();
    private final BitSet decided = new BitSet();
    private final List<String> names = new ArrayList<>();

    InfoTable(int steps) {
        this.steps = steps;
    }

    /** Adds a series with the time of its sample at each step in seconds, absent where there is none. */
    void add(Labels labels, StepColumn sampleTimes) {
        int number = series.size();
        series.add(labels);
        double[] copy = new double[steps];
        System.arraycopy(sampleTimes.values(), 0, copy, 0, steps);
        times.add(copy);
        int slot = slots.computeIfAbsent(signature(labels.metricName(), labels), _ -> newSlot());
        candidates.get(slot).add(number);
        if (!names.contains(labels.metricName())) {
            names.add(labels.metricName());
        }
    }

    private int newSlot() {
        candidates.add(new ArrayList<>());
        winners.add(new int[steps]);
        return candidates.size() - 1;
    }

    private static Labels signature(String name, Labels labels) {
        return labels.keepOnly(InfoMatchers.IDENTIFYING).with(Labels.NAME, name);
    }

    /** Slots that may describe a series, one for each info metric that has any series of its identity. */
    int[] slotsOf(Labels described) {
        return names.stream().map(name -> slots.get(signature(name, described))).filter(slot -> slot != null)
                .mapToInt(Integer::intValue).toArray();
    }

    Labels labels(int number) {
        return series.get(number);
    }

    /** The series that holds a slot at a step, or {@link #NONE}. */
    int winner(int slot, int step) {
        if (!decided.get(step)) {
            for (int i = 0; i < candidates.size(); i++) {
                winners.get(i)[step] = decide(candidates.get(i), step);
            }
            decided.set(step);
        }
        return winners.get(slot)[step];
    }

    private int decide(List<Integer> rivals, int step) {
        int winner = NONE;
        for (int rival : rivals) {
            double time = times.get(rival)[step];
            if (StaleMarker.is(time)) {
                continue;
            }
            if (winner == NONE || times.get(winner)[step] < time) {
                winner = rival;
            } else if (times.get(winner)[step] == time) {
                throw QueryFailure.execution(
                        "found duplicate series for info metric: existing " + described(winner, time) + ", new "
                                + described(rival, time));
            }
        }
        return winner;
    }

    private String described(int number, double time) {
        return SeriesText.format(series.get(number)) + " @ " + Math.round(time * 1000);
    }
}
