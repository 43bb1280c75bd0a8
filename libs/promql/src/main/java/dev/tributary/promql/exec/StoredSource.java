package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.StoredSeries;
import org.jspecify.annotations.Nullable;

/** The samples of a selection; optionally of histograms only their count and sum. */
public final class StoredSource implements SampleSource {
    private final Selection selection;
    private final boolean withoutBuckets;
    private List<? extends StoredSeries> stored = List.of();
    private @Nullable List<OutputSeries> announced;

    public StoredSource(Selection selection, boolean withoutBuckets) {
        this.selection = selection;
        this.withoutBuckets = withoutBuckets;
    }

    @Override
    public List<OutputSeries> series() {
        List<OutputSeries> known = announced;
        if (known == null) {
            stored = selection.series();
            known = new ArrayList<>(stored.size());
            for (StoredSeries each : stored) {
                known.add(new OutputSeries(each.labels(), false));
            }
            announced = known;
        }
        return known;
    }

    @Override
    public void read(int series, long minMillis, long maxMillis, SampleColumns into, Worker worker) {
        stored.get(series).read(minMillis, maxMillis, into);
        if (withoutBuckets && into.hasHistograms()) {
            HistogramTotals.strip(into);
        }
    }

    @Override
    public int[] readingOrder() {
        return selection.readingOrder();
    }

    @Override
    public boolean isStored() {
        return true;
    }
}
