package dev.tributary.aggregator.storage.deletion;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/**
 * The deletions in force at one moment. A reader takes them before it looks at the samples: what a cleaning removes in
 * between is then hidden twice, never shown. Never changes; costs nothing where there are none.
 */
public final class Deletions {
    /** Nothing is deleted. */
    public static final Deletions NONE = new Deletions(List.of());

    private final List<Tombstone> all;
    private final Map<Integer, List<Tombstone>> byCluster;

    Deletions(List<Tombstone> all) {
        this.all = List.copyOf(all);
        byCluster = this.all.stream().collect(Collectors.groupingBy(Tombstone::cluster));
    }

    public List<Tombstone> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The deletions in one cluster. */
    public List<Tombstone> in(int cluster) {
        return byCluster.getOrDefault(cluster, List.of());
    }

    /** Removes what is deleted from the rows, from one on, that a flush or generation holds of a series. */
    public void hide(int cluster, int id, long flush, SampleColumns rows, int from) {
        if (all.isEmpty() || rows.size() == from) {
            return;
        }
        for (Tombstone tombstone : in(cluster)) {
            if (tombstone.hides(id, flush)) {
                tombstone.hide(rows, from);
            }
        }
    }

    /** True when all that a flush or generation may hold of a series in the closed range is deleted. */
    public boolean hidesAll(int cluster, int id, long flush, long minMillis, long maxMillis) {
        for (Tombstone tombstone : in(cluster)) {
            if (tombstone.covers(minMillis, maxMillis) && tombstone.hides(id, flush)) {
                return true;
            }
        }
        return false;
    }

    /** True when some of what a flush holds of a series in the closed range may be deleted. */
    public boolean touches(int cluster, int id, long flush, long minMillis, long maxMillis) {
        for (Tombstone tombstone : in(cluster)) {
            if (tombstone.meets(minMillis, maxMillis) && tombstone.hides(id, flush)) {
                return true;
            }
        }
        return false;
    }

    /** Ids in a cluster of which some samples in the closed range may be deleted. */
    public RoaringBitmap touched(int cluster, long minMillis, long maxMillis) {
        RoaringBitmap ids = new RoaringBitmap();
        for (Tombstone tombstone : in(cluster)) {
            if (tombstone.meets(minMillis, maxMillis)) {
                ids.or(tombstone.series());
            }
        }
        return ids;
    }

    /** Ids in a cluster whose chunks on a day are, within the closed range, all deleted. */
    public RoaringBitmap gone(int cluster, long day, long minMillis, long maxMillis) {
        RoaringBitmap gone = new RoaringBitmap();
        for (Tombstone tombstone : in(cluster)) {
            if (tombstone.covers(minMillis, maxMillis)) {
                gone.or(tombstone.gone(day));
            }
        }
        return gone;
    }
}
