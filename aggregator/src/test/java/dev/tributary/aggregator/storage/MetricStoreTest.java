package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.metrics.MetricStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of metric stores, with samples in memory, in chunks, and after a restart. */
class MetricStoreTest {
    abstract static class Contract extends MetricStoreContract {
        @TempDir
        Path folder;
        StoreFixture fixture;
        private int openBatches;
        private int commits;

        @BeforeEach
        void open() {
            fixture = new StoreFixture(folder);
        }

        @AfterEach
        void close() {
            fixture.close();
        }

        @Override
        public MetricReader reader() {
            return fixture.store;
        }

        @Override
        public MetricWriter writer() {
            return identity -> new LateBatch(identity, this);
        }

        /** How often batches were committed. */
        void afterCommit(int times) {
        }

        /** Restarts the store where no batch is open: an open one would be refused. */
        MetricReader restarted() {
            if (openBatches == 0) {
                fixture.restart();
            }
            return fixture.store;
        }
    }

    @Nested
    class InMemory extends Contract {
    }

    @Nested
    class InChunks extends Contract {
        @Override
        void afterCommit(int times) {
            if (times < 10 || times % 40 == 0) {
                fixture.store.flush();
            }
        }
    }

    @Nested
    class AfterRestart extends Contract {
        @Override
        void afterCommit(int times) {
            if (times % 3 == 0 && times < 20) {
                fixture.store.flush();
            }
        }

        @Override
        public MetricReader reader() {
            return restarted();
        }
    }

    /** A batch that is opened by the first use, so that a store may be restarted before. */
    private static final class LateBatch implements MetricBatch {
        private final WriterIdentity identity;
        private final Contract owner;
        private @Nullable MetricBatch opened;

        LateBatch(WriterIdentity identity, Contract owner) {
            this.identity = identity;
            this.owner = owner;
        }

        private MetricBatch batch() {
            MetricBatch batch = opened;
            if (batch == null) {
                batch = owner.fixture.store.begin(identity);
                opened = batch;
                owner.openBatches++;
            }
            return batch;
        }

        @Override
        public boolean startKnown(long high, long low) {
            return batch().startKnown(high, low);
        }

        @Override
        public void series(LabelSlices labels) {
            batch().series(labels);
        }

        @Override
        public @Nullable ClusterId seriesCluster() {
            return batch().seriesCluster();
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            batch().sample(timestampMillis, value, startMillis);
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            batch().histogram(timestampMillis, histogram, startMillis);
        }

        @Override
        public void exemplar(Exemplar exemplar) {
            batch().exemplar(exemplar);
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            batch().metadata(metadata);
        }

        @Override
        public CompletionStage<WriteReport> commit() {
            WriteReport report = batch().commit().toCompletableFuture().join();
            owner.openBatches--;
            owner.afterCommit(++owner.commits);
            return CompletableFuture.completedStage(report);
        }

        @Override
        public void discard() {
            batch().discard();
            owner.openBatches--;
        }
    }
}
