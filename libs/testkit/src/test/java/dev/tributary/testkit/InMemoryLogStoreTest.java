package dev.tributary.testkit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryLogStoreTest extends LogStoreContract {
    private static final WriterIdentity EAST = new WriterIdentity(new ClusterId("east"), false);

    private final InMemoryLogStore store = new InMemoryLogStore();

    @Override
    protected LogReader reader() {
        return store;
    }

    @Override
    protected LogWriter writer() {
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
        LogBatch batch = store.begin(EAST);
        batch.discard();
        assertThatThrownBy(batch::commit).isInstanceOf(IllegalStateException.class);
    }
}
