package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the series that entries belong to, by the labels that the grouping leaves. Where the grouping names labels, no
 * label set is built for an entry of a known series.
 */
final class SeriesLabels {
    private final List<String> groups;
    private final boolean without;
    private final boolean noLabels;
    private final Map<Labels, Integer> byLabels = new HashMap<>();
    private final Map<List<@Nullable String>, Integer> byValues = new HashMap<>();
    private final List<Labels> series = new ArrayList<>();
    private final @Nullable String[] values;
    private @Nullable Labels lastStream;
    private int lastSeries;

    SeriesLabels(List<String> groups, boolean without, boolean noLabels) {
        this.groups = List.copyOf(groups);
        this.without = without;
        this.noLabels = noLabels;
        this.values = new String[groups.size()];
    }

    Labels labels(int number) {
        return series.get(number);
    }

    /**
     * The number of the entry's series; one more than before when it is new.
     *
     * @throws QueryFailure when the entry has an error that nobody asked for
     */
    int of(EntryLabels labels) {
        if (labels.hasError()) {
            return numberOf(failed(labels));
        }
        if (noLabels) {
            return numberOf(Labels.EMPTY);
        }
        if (!without && !groups.isEmpty()) {
            return ofGroups(labels);
        }
        if (!labels.isPlain()) {
            return numberOf(left(labels.result()));
        }
        Labels stream = labels.result();
        if (!stream.equals(lastStream)) {
            lastSeries = numberOf(left(stream));
            lastStream = stream;
        }
        return lastSeries;
    }

    private static Labels failed(EntryLabels labels) {
        Labels all = labels.result();
        if (!all.get(ErrorLabels.PRESERVE).equals("true")) {
            String error = labels.error();
            throw new QueryFailure(QueryFailure.Kind.PIPELINE, "pipeline error: '" + error + "' for series: '" + all
                    + "'.\nUse a label filter to intentionally skip this error. (e.g | __error__!=\"" + error
                    + "\").\nTo skip all potential errors you can match empty errors.(e.g __error__=\"\")\n"
                    + "The label filter can also be specified after unwrap. (e.g | unwrap latency | __error__=\"\" )\n");
        }
        return all;
    }

    private Labels left(Labels all) {
        Labels.Builder left = Labels.builder();
        all.forEach((name, value) -> {
            if (!(without && groups.contains(name))) {
                left.set(name, value);
            }
        });
        return left.build();
    }

    private int ofGroups(EntryLabels labels) {
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.find(groups.get(i));
        }
        Integer known = byValues.get(Arrays.asList(values));
        if (known != null) {
            return known;
        }
        Labels.Builder builder = Labels.builder();
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            builder.set(groups.get(i), value == null ? "" : value);
        }
        int number = numberOf(builder.build());
        byValues.put(Arrays.asList(values.clone()), number);
        return number;
    }

    /** The number of a series with just these labels. */
    int numberOf(Labels labels) {
        return byLabels.computeIfAbsent(labels, _ -> {
            series.add(labels);
            return series.size() - 1;
        });
    }
}
