package dev.tributary.aggregator.storage.write;

import java.nio.charset.StandardCharsets;

import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.KnownForms;
import dev.tributary.aggregator.storage.series.LabelHash;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.series.SeriesLimitException;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Finds the series that labels mean in the name of a writer. Known series in normal form are found without a lock, a copy
 * or an object; all others take the slow way: their labels are brought into normal form, checked and entered. For one
 * thread.
 */
public final class SeriesResolver {
    private final SeriesCatalog catalog;
    private final LabelHash hash;
    private final int seriesMax;
    private final LabelCheck check;
    private final NormalLabels normal = new NormalLabels();
    private WriterIdentity identity = new WriterIdentity(ClusterId.HUB, false);
    private byte[] ownName = new byte[0];
    private @Nullable ClusterSeries own;
    private byte[] otherName = new byte[0];
    private @Nullable ClusterSeries other;
    private String problem = "";
    private final KnownForms forms;
    /** Mixed into every fingerprint: to another writer the same bytes may mean another series. */
    private long writerSalt;
    private int expected = -1;
    /** The fingerprint that the next labels have, 0 when they came without one. */
    private long offeredHigh;
    private long offeredLow;

    /**
     * @param seriesMax series of one cluster
     * @param check     what a label set must be, asked of those not met before
     */
    public SeriesResolver(SeriesCatalog catalog, int seriesMax, LabelCheck check) {
        this.catalog = catalog;
        this.hash = catalog.hash();
        this.forms = catalog.forms();
        this.seriesMax = seriesMax;
        this.check = check;
    }

    /** Turns to another writer. */
    public void reset(WriterIdentity writer) {
        identity = writer;
        ownName = writer.cluster().value().getBytes(StandardCharsets.UTF_8);
        own = catalog.find(writer.cluster().value());
        other = null;
        writerSalt = hash.name(ownName) + (writer.labelsDecide() ? 1 : 0);
        expected = -1;
        offeredHigh = 0;
    }

    /** Ref of the series that this writer sent before with this fingerprint, or -1: then {@link #resolve} follows. */
    int resolveKnown(long high, long low) {
        offeredHigh = high ^ writerSalt;
        offeredLow = low;
        int ref = forms.find(offeredHigh, low, expected);
        expected = ref + 1;
        return ref;
    }

    /** Why the last labels were refused. */
    public String problem() {
        return problem;
    }

    /** Ref of the series, which is made when new, or -1 with a {@link #problem}. */
    public int resolve(LabelSlices labels) {
        int ref = resolveLabels(labels);
        if (ref >= 0 && offeredHigh != 0) {
            forms.learn(ref, offeredHigh, offeredLow);
        }
        offeredHigh = 0;
        expected = ref + 1;
        return ref;
    }

    private int resolveLabels(LabelSlices labels) {
        int skip = -1;
        long sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            if (ClusterNames.isCluster(labels, i)) {
                if (skip >= 0) {
                    return resolveSlowly(labels);
                }
                skip = i;
            } else {
                sum += hash.label(labels, i);
            }
        }
        ClusterSeries cluster = skip < 0 || isOwn(labels, skip) ? own : metBefore(labels, skip);
        if (cluster != null) {
            int ref = cluster.find(labels, skip, LabelHash.finish(sum));
            if (ref >= 0) {
                return ref;
            }
        }
        return resolveSlowly(labels);
    }

    private boolean isOwn(LabelSlices labels, int index) {
        return ClusterNames.hasValue(labels, index, ownName);
    }

    /** The cluster that a label names, if labels may and it was met last; the slow way meets others. */
    private @Nullable ClusterSeries metBefore(LabelSlices labels, int index) {
        return other != null && ClusterNames.hasValue(labels, index, otherName) ? other : null;
    }

    private int resolveSlowly(LabelSlices labels) {
        try {
            normal.fill(labels);
            ClusterSeries cluster = takeCluster();
            check.check(normal.labels());
            if (cluster == null) {
                cluster = catalog.findOrCreate(identity.cluster());
                own = cluster;
            }
            return cluster.findOrCreate(normal.labels(), sum(normal.labels()), seriesMax);
        } catch (InvalidLabelsException | SeriesLimitException e) {
            problem = String.valueOf(e.getMessage());
            return -1;
        }
    }

    /** Takes the cluster label out or aside and gives the cluster, null for the writer's own when it is new. */
    private @Nullable ClusterSeries takeCluster() throws SeriesLimitException {
        int at = normal.find(ClusterNames.LABEL);
        if (at < 0) {
            return own;
        }
        if (isOwn(normal.labels(), at)) {
            normal.remove(at);
            return own;
        }
        ClusterSeries named = identity.labelsDecide() ? meet(normal.labels(), at) : null;
        if (named == null) {
            normal.moveAside(at);
            return own;
        }
        normal.remove(at);
        return named;
    }

    /** The cluster a label names, or null when it is no name that a sender may use. */
    private @Nullable ClusterSeries meet(LabelSlices labels, int index) throws SeriesLimitException {
        String name = labels.value(index);
        if (!ClusterId.isUsable(name)) {
            return null;
        }
        ClusterSeries known = catalog.find(name);
        if (known == null) {
            known = catalog.findOrCreate(new ClusterId(name));
        }
        other = known;
        otherName = name.getBytes(StandardCharsets.UTF_8);
        return known;
    }

    private int sum(LabelSlices labels) {
        long sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            sum += hash.label(labels, i);
        }
        return LabelHash.finish(sum);
    }
}
