package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.logs.LogBatches;

/** Gets batches of log lines to one receiver of Loki's push. Safe for several threads. */
public final class LokiDelivery extends Delivery {
    private final LokiSender sender;
    private final Clock clock;

    /** Sends one request. */
    public interface LokiSender {
        /** @param body the message in a snappy block */
        SendOutcome send(byte[] body) throws InterruptedException;
    }

    public LokiDelivery(String destination, LokiSender sender, int linesMax, Clock clock) {
        super(destination, linesMax);
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    SendOutcome deliverWhole(Batch batch, int attempt) throws InterruptedException {
        return sender.send(batch.message());
    }

    @Override
    List<Batch> split(Batch batch, int pointsMax) {
        return LogBatches.split(batch, pointsMax, clock);
    }

    @Override
    public String protocol() {
        return "Loki push";
    }
}
