package dev.tributary.aggregator.storage.head;

import java.util.function.Supplier;

/** Counts what became of the rows of one batch. Not safe for several threads. */
public final class ApplyReport {
    private long samples;
    private long histograms;
    private long exemplars;
    private long refused;
    private String problem = "";

    public void clear() {
        samples = 0;
        histograms = 0;
        exemplars = 0;
        refused = 0;
        problem = "";
    }

    public void written(boolean histogram) {
        if (histogram) {
            histograms++;
        } else {
            samples++;
        }
    }

    public void exemplarWritten() {
        exemplars++;
    }

    /** Counts a refusal; the words are only made for the first. */
    public void refused(Supplier<String> why) {
        if (problem.isEmpty()) {
            problem = why.get();
        }
        refused++;
    }

    public long samples() {
        return samples;
    }

    public long histograms() {
        return histograms;
    }

    public long exemplars() {
        return exemplars;
    }

    public long refused() {
        return refused;
    }

    /** The first refusal in words, or empty. */
    public String problem() {
        return problem;
    }
}
