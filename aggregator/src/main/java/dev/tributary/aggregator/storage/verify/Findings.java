package dev.tributary.aggregator.storage.verify;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.day.DayCheck;

/** Collects what a verification finds. For one thread. */
public final class Findings implements DayCheck.Sink {
    private static final int DESCRIPTIONS_MAX = 1000;

    private final List<String> descriptions = new ArrayList<>();
    private long files;
    private long bytes;
    private long rows;
    private long samples;
    private long entries;
    private long damages;

    void file(long size) {
        files++;
        bytes += size;
    }

    void row() {
        rows++;
    }

    @Override
    public void samples(long count) {
        samples += count;
    }

    /** Log entries that were decoded. */
    public void entries(long count) {
        entries += count;
    }

    @Override
    public void damage(String description) {
        damages++;
        if (descriptions.size() < DESCRIPTIONS_MAX) {
            descriptions.add(description);
        }
    }

    VerifyReport report() {
        return new VerifyReport(files, bytes, rows, samples, entries, damages, descriptions);
    }
}
