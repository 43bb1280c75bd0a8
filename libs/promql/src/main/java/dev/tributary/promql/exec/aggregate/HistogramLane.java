package dev.tributary.promql.exec.aggregate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/** The histograms that an aggregation has met at each step beside floats; what it makes of them is up to the subclass. */
abstract class HistogramLane<S> {
    private final HistogramNotes notes;
    private final List<@Nullable S> states;
    private final BitSet met = new BitSet();
    private final BitSet incompatible = new BitSet();
    private final BitSet resets = new BitSet();
    private final BitSet continuations = new BitSet();

    HistogramLane(HistogramNotes notes, int steps) {
        this.notes = notes;
        this.states = new ArrayList<@Nullable S>(Collections.nCopies(steps, null));
    }

    abstract S start(NativeHistogram first);

    abstract boolean fits(S state, NativeHistogram histogram);

    /** Adds a histogram; true when custom bounds had to be reconciled. */
    abstract boolean add(S state, NativeHistogram histogram);

    /**
     * Takes in a histogram.
     *
     * @param afterFloat the step began with a float: nothing comes of its histograms, so nothing is said of them either
     */
    final void meet(int step, NativeHistogram histogram, boolean afterFloat) {
        if (incompatible.get(step)) {
            return;
        }
        met.set(step);
        if (afterFloat && states.get(step) == null) {
            return;
        }
        resets.set(step, resets.get(step) || histogram.resetHint() == ResetHint.RESET);
        continuations.set(step, continuations.get(step) || histogram.resetHint() == ResetHint.NOT_RESET);
        S state = states.get(step);
        if (state == null) {
            states.set(step, start(histogram));
        } else if (!fits(state, histogram)) {
            notes.incompatible();
            incompatible.set(step);
        } else if (add(state, histogram)) {
            notes.reconciled();
        }
    }

    /** True when exponential and custom buckets have met at a step: it is lost, whatever else comes. */
    final boolean isIncompatible(int step) {
        return incompatible.get(step);
    }

    /** True when any histogram was met at a step. */
    final boolean met(int step) {
        return met.get(step);
    }

    /** The state that makes the result of a step, or null when there is none; says why. */
    final @Nullable S result(int step, boolean floatsToo) {
        if (!met.get(step)) {
            return null;
        }
        if (floatsToo) {
            notes.mixed();
            return null;
        }
        if (incompatible.get(step)) {
            return null;
        }
        if (resets.get(step) && continuations.get(step)) {
            notes.resetsCollided();
        }
        return states.get(step);
    }
}
