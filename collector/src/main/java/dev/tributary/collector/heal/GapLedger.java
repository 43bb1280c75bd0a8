package dev.tributary.collector.heal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.shard.NameRange;
import org.jspecify.annotations.Nullable;

/**
 * Up to when each range of names of a target was pulled completely, and the gaps that left. On disk after each call that says
 * so: a restart goes on where this one ends. Safe for several threads; blocks for disk.
 */
public final class GapLedger {
    /**
     * A scrape that was under way when a page was made is stored later with the time it began: so far back, a page may not
     * have shown everything. Prometheus' own limit of a scrape is ten seconds unless told otherwise.
     */
    public static final Duration OVERLAP = Duration.ofSeconds(10);

    private final GapFile file;
    private final long spacingMillisMax;
    private final HealSettings settings;
    private final List<Gap> gaps;
    private Map<NameRange, Long> complete = new LinkedHashMap<>();
    private String serving;

    private GapLedger(GapFile file, GapFile.Content known, Duration interval, HealSettings settings) {
        this.file = file;
        this.settings = settings;
        spacingMillisMax = interval.toMillis() * 3 / 2;
        gaps = new ArrayList<>(known.gaps());
        serving = known.serving();
        complete.put(NameRange.ALL, known.completeMillis());
    }

    /**
     * Reads what an earlier run left.
     *
     * @param interval between two pulls: complete pages that are not much further apart leave no gap
     * @throws IOException when the file cannot be read
     */
    public static GapLedger open(Path path, Duration interval, HealSettings settings) throws IOException {
        GapFile file = new GapFile(path);
        return new GapLedger(file, file.load(), interval, settings);
    }

    /**
     * Notes a round.
     *
     * @param all         the ranges the round asked for, together all names
     * @param whole       those of them whose pages were complete and whose batches are on disk, with the time from which on
     *                    samples were missed although the pull was in time, {@link Long#MAX_VALUE} for none
     * @param startMillis when the round began
     */
    public synchronized void round(List<NameRange> all, Map<NameRange, Long> whole, long startMillis)
            throws IOException {
        replan(all);
        whole.forEach((range, missedFrom) -> {
            long last = complete.getOrDefault(range, 0L);
            if (last == 0 && settings.initialWindow().isPositive()) {
                last = startMillis - settings.initialWindow().toMillis();
            }
            long from = last != 0 && startMillis - last > spacingMillisMax
                    ? Math.min(missedFrom, last - OVERLAP.toMillis())
                    : missedFrom;
            if (settings.enabled() && from < startMillis) {
                gaps.add(new Gap(range, from, startMillis));
            }
            complete.put(range, startMillis);
        });
        save();
    }

    /**
     * Notes windows of replicas that pages of the job as a whole do not tell of.
     *
     * @param page of the replica that most series come from
     */
    public synchronized void replicas(List<Gap> missed, String page) throws IOException {
        if (missed.isEmpty() && page.equals(serving)) {
            return;
        }
        for (Gap gap : missed) {
            if (settings.enabled() && gaps.stream().noneMatch(known -> known.covers(gap))) {
                gaps.add(gap);
            }
        }
        serving = page;
        save();
    }

    /** Page of the replica that served most series when that was last noted, empty when it never was. */
    public synchronized String serving() {
        return serving;
    }

    /** Up to when every name was pulled completely, 0 for never. */
    public synchronized long completeMillis() {
        return complete.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private void replan(List<NameRange> all) {
        if (complete.size() == all.size() && complete.keySet().containsAll(all)) {
            return;
        }
        Map<NameRange, Long> next = new LinkedHashMap<>();
        for (NameRange range : all) {
            long least = Long.MAX_VALUE;
            for (var old : complete.entrySet()) {
                least = old.getKey().meets(range) ? Math.min(least, old.getValue()) : least;
            }
            next.put(range, least == Long.MAX_VALUE ? 0 : least);
        }
        complete = next;
    }

    private void save() throws IOException {
        file.save(new GapFile.Content(completeMillis(), serving, gaps));
    }

    /** The gap that ends last, null when there is none. */
    public synchronized @Nullable Gap newest() {
        return gaps.stream().max(Comparator.comparingLong(Gap::toMillis)).orElse(null);
    }

    /** Notes that a gap needs no reading any more from a time on; its earlier part stays. */
    public synchronized void settled(Gap gap, long fromMillis) throws IOException {
        if (!gaps.remove(gap)) {
            throw new IllegalStateException("not a gap of this target: " + gap);
        }
        if (fromMillis > gap.fromMillis()) {
            gaps.add(new Gap(gap.range(), gap.fromMillis(), fromMillis, gap.server()));
        }
        save();
    }

    /** The gaps there are. */
    public synchronized List<Gap> gaps() {
        return List.copyOf(gaps);
    }
}
