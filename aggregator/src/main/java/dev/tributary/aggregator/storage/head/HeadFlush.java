package dev.tributary.aggregator.storage.head;

import dev.tributary.aggregator.storage.day.DayFlush;
import dev.tributary.aggregator.storage.day.SampleOrder;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.PeekableIntIterator;

/** Hands the samples of a generation that takes no more to a flush, series by series in the order of the keys. */
public final class HeadFlush {
    private final SeriesCatalog catalog;
    private final Deletions deletions;
    private final SampleColumns gathered = new SampleColumns(1024);
    private final SampleColumns sorted = new SampleColumns();

    /** @param deletions what they hide is not written */
    public HeadFlush(SeriesCatalog catalog, Deletions deletions) {
        this.catalog = catalog;
        this.deletions = deletions;
    }

    /** Writes all samples of the generation. */
    public void write(Generation generation, DayFlush into) {
        ChainReader reader = new ChainReader(generation);
        catalog.clusters().stream().sorted((a, b) -> Integer.compareUnsigned(a.number(), b.number()))
                .forEach(cluster -> writeCluster(cluster, generation, reader, into));
    }

    private void writeCluster(ClusterSeries cluster, Generation generation, ChainReader reader, DayFlush into) {
        for (int metric : cluster.metrics()) {
            for (PeekableIntIterator ids = cluster.seriesOf(metric).getIntIterator(); ids.hasNext();) {
                int id = ids.next();
                int ref = cluster.ref(id);
                if (ref >= 0 && generation.chain(ref) != 0) {
                    into.add(cluster.number(), metric, id, samples(cluster, id, generation, reader));
                }
            }
        }
    }

    private SampleColumns samples(ClusterSeries cluster, int id, Generation generation, ChainReader reader) {
        gathered.clear();
        reader.read(cluster.ref(id), Long.MIN_VALUE, Long.MAX_VALUE, gathered);
        deletions.hide(cluster.number(), id, generation.number(), gathered, 0);
        if (SampleOrder.isRising(gathered, 0)) {
            return gathered;
        }
        sorted.clear();
        SampleOrder.copySorted(gathered, sorted);
        return sorted;
    }
}
