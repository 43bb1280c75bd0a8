package dev.tributary.aggregator.ingest.logs;

import java.util.concurrent.CompletionStage;

import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.aggregator.ingest.PendingWrite;
import dev.tributary.aggregator.ingest.RefusedWrite;
import dev.tributary.aggregator.ingest.ReservedMemory;
import dev.tributary.aggregator.ingest.WriteOutcome;
import dev.tributary.model.port.LogBatch;

/** The log lines of one request. */
final class LogWrite implements PendingWrite {
    private final LogForm form;
    private final LogBatch batch;
    private final ClusterIntake intake;
    private final LogIntakeSink sink;

    LogWrite(LogForm form, LogBatch batch, ClusterIntake intake, LogShares shares, LevelSource levels, Ingest ingest) {
        this.form = form;
        this.batch = batch;
        this.intake = intake;
        LogTimes times = LogTimes.at(ingest.clock().millis(), ingest.settings().futureMax(),
                intake.limits().logs().ageMax());
        sink = new LogIntakeSink(batch, shares, times, levels);
    }

    @Override
    public int decode(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        int messageLength = form.decode(body, length, sink, memory);
        intake.logRate().charge(sink.bytesReceived(), System.nanoTime());
        return messageLength;
    }

    @Override
    public CompletionStage<WriteOutcome> commit() {
        return batch.commit().thenApply(report -> context -> form.answer(context, sink.settle(report)));
    }

    @Override
    public void discard() {
        batch.discard();
    }
}
