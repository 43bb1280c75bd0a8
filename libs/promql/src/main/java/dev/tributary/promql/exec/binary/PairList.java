package dev.tributary.promql.exec.binary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.promql.exec.OutputSeries;

/**
 * The pairs of series that may meet, by the result they contribute to. Mostly one pair makes one result; several do when
 * series of one match group take turns.
 */
final class PairList {
    /** Stands for the missing partner of a pair that is filled. */
    static final int MISSING = -1;

    private final boolean dropName;
    private final Map<Labels, Integer> outputByLabels = new HashMap<>();
    private final List<OutputSeries> outputs = new ArrayList<>();
    private int[] manies = new int[64];
    private int[] ones = new int[64];
    private int[] groups = new int[64];
    /** Next pair of the same output, or -1. */
    private int[] nexts = new int[64];
    private int[] firsts = new int[64];
    private int[] lasts = new int[64];
    private int size;

    PairList(boolean dropName) {
        this.dropName = dropName;
    }

    void add(Labels labels, int many, int one, int group) {
        if (size == manies.length) {
            manies = Arrays.copyOf(manies, 2 * size);
            ones = Arrays.copyOf(ones, 2 * size);
            groups = Arrays.copyOf(groups, 2 * size);
            nexts = Arrays.copyOf(nexts, 2 * size);
        }
        manies[size] = many;
        ones[size] = one;
        groups[size] = group;
        nexts[size] = -1;
        Integer known = outputByLabels.putIfAbsent(labels, outputs.size());
        if (known == null) {
            newOutput(labels);
        } else {
            nexts[lasts[known]] = size;
            lasts[known] = size;
        }
        size++;
    }

    private void newOutput(Labels labels) {
        int output = outputs.size();
        if (output == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * output);
            lasts = Arrays.copyOf(lasts, 2 * output);
        }
        firsts[output] = size;
        lasts[output] = size;
        outputs.add(new OutputSeries(labels, dropName));
    }

    List<OutputSeries> outputs() {
        return outputs;
    }

    /** First pair of an output. */
    int first(int output) {
        return firsts[output];
    }

    /** The pair after another of the same output, or -1. */
    int next(int pair) {
        return nexts[pair];
    }

    int many(int pair) {
        return manies[pair];
    }

    int one(int pair) {
        return ones[pair];
    }

    int group(int pair) {
        return groups[pair];
    }
}
