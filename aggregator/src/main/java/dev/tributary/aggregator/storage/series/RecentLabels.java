package dev.tributary.aggregator.storage.series;

import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Label texts and whole label sets that were asked for lately, of all clusters. Dashboards ask for the same series again and
 * again: their texts are then neither decoded again nor compared letter by letter. Bounded to some 10 MB at worst. Safe for
 * several threads: a slot is replaced whole, and what it holds never changes.
 */
final class RecentLabels {
    private static final int TEXTS = 1 << 15;
    private static final int SETS = 1 << 13;
    private static final int SPREAD = 0x9E3779B9;

    private final @Nullable Text[] texts = new Text[TEXTS];
    private final @Nullable LabelSet[] sets = new LabelSet[SETS];

    /** One label of a cluster. */
    record Text(LabelPairs owner, int number, String name, String value) {
    }

    private record LabelSet(int ref, Labels labels) {
    }

    /** The texts of a cluster's label. */
    Text text(LabelPairs owner, int number) {
        int slot = number * SPREAD + System.identityHashCode(owner) & TEXTS - 1;
        Text known = texts[slot];
        if (known != null && known.number == number && known.owner == owner) {
            return known;
        }
        // Names are few, and the same in all clusters
        Text made = new Text(owner, number, owner.name(number).intern(), owner.value(number));
        texts[slot] = made;
        return made;
    }

    /** The labels of a series when they were asked for lately. */
    @Nullable
    Labels labels(int ref) {
        LabelSet known = sets[ref & SETS - 1];
        return known != null && known.ref == ref ? known.labels : null;
    }

    void keep(int ref, Labels labels) {
        sets[ref & SETS - 1] = new LabelSet(ref, labels);
    }
}
