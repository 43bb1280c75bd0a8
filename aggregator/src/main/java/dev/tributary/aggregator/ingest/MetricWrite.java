package dev.tributary.aggregator.ingest;

import java.util.concurrent.CompletionStage;

import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriterIdentity;

/** The metrics of one request. */
final class MetricWrite implements PendingWrite {
    private final Ingest ingest;
    private final MetricForm form;
    private final ClusterIntake intake;
    private final MetricBatch batch;
    private final IntakeSink sink;

    MetricWrite(Ingest ingest, MetricForm form, WriterIdentity identity, ClusterIntake intake) {
        this.ingest = ingest;
        this.form = form;
        this.intake = intake;
        batch = ingest.writer.begin(identity);
        long newestAllowed = ingest.clock.millis() + ingest.settings().futureMax().toMillis();
        sink = new IntakeSink(batch, new IntakeShares(ingest.intakes, intake), identity.labelsDecide(), newestAllowed);
    }

    @Override
    public int decode(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        int messageLength = form.decode(body, length, sink, memory);
        intake.rate().charge(sink.received(), System.nanoTime());
        return messageLength;
    }

    @Override
    public CompletionStage<WriteOutcome> commit() {
        return batch.commit()
                .thenApply(report -> context -> form.answer(context, sink.settle(report, ingest.clock.millis())));
    }

    @Override
    public void discard() {
        batch.discard();
    }
}
