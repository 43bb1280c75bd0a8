package dev.tributary.logql.volume;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.tributary.model.Labels;

/** Adds up the bytes of streams by the labels that were asked for, or by label name. Owned by one thread. */
public final class Volumes {
    private final Set<String> labels;
    private final boolean byName;
    private final Map<Labels, Long> series = new HashMap<>();
    private final Map<String, Long> names = new HashMap<>();

    /**
     * A sum.
     *
     * @param labels the labels that series are made of; with {@code byName} the names that count, all where it is empty
     * @param byName true to add up for each label that a stream has instead of for each series
     */
    public Volumes(Collection<String> labels, boolean byName) {
        this.labels = Set.copyOf(labels);
        this.byName = byName;
    }

    /** Takes in a stream. */
    public void add(Labels stream, long bytes) {
        if (!byName) {
            series.merge(stream.keepOnly(labels), bytes, Long::sum);
            return;
        }
        stream.forEach((name, _) -> {
            if (labels.isEmpty() || labels.contains(name)) {
                names.merge(name, bytes, Long::sum);
            }
        });
    }

    /** So many of the largest, the largest first, equal ones by name. */
    public List<Volume> largest(int limit) {
        Stream<Volume> all = byName
                ? names.entrySet().stream().map(each -> new Volume(Labels.EMPTY, each.getKey(), each.getValue()))
                : series.entrySet().stream().map(each -> new Volume(each.getKey(), "", each.getValue()));
        return all.sorted(Comparator.comparingLong(Volume::bytes).reversed().thenComparing(Volume::series)
                .thenComparing(Volume::label)).limit(limit).toList();
    }
}
