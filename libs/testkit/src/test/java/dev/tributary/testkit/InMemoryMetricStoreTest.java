package dev.tributary.testkit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.metrics.MetricStoreContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryMetricStoreTest extends MetricStoreContract {
    private static final WriterIdentity EAST = new WriterIdentity(new ClusterId("east"), false);

    private final InMemoryMetricStore store = new InMemoryMetricStore();

    @Override
    public MetricReader reader() {
        return store;
    }

    @Override
    public MetricWriter writer() {
        return store;
    }

    @Test
    void refusesWritesWhenTold() {
        store.refuseWrites("disk full");
        assertThatThrownBy(() -> store.begin(EAST)).isInstanceOf(WriteRefusedException.class).hasMessage("disk full");
        store.refuseWrites(null);
        store.begin(EAST).discard();
    }

    @Test
    void aBatchEndsOnce() {
        MetricBatch batch = store.begin(EAST);
        batch.discard();
        assertThatThrownBy(batch::commit).isInstanceOf(IllegalStateException.class);
    }
}
