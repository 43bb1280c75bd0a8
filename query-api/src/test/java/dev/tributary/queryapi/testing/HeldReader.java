package dev.tributary.queryapi.testing;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;

/** A reader whose selections wait for a test's word, as those of a slow store do. */
public final class HeldReader implements MetricReader {
    private final MetricReader whole;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public HeldReader(MetricReader whole) {
        this.whole = whole;
    }

    /** From now on selections wait. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets all of them go on. */
    public void letGo() {
        gate.countDown();
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return whole.select(query);
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        return whole.labelNames(query);
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        return whole.labelValues(name, query);
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return whole.metadata(family);
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return whole.exemplars(query);
    }
}
