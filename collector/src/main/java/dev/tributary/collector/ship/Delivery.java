package dev.tributary.collector.ship;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.collector.batch.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a batch to one receiver in the shape that receiver takes: learns how much it takes at once, for all lanes. What is left
 * of an outcome is delivered, again or refused. Safe for several threads.
 */
public abstract class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final String destination;
    private final AtomicInteger pointsMax;

    Delivery(String destination, int pointsMax) {
        this.destination = destination;
        this.pointsMax = new AtomicInteger(pointsMax);
    }

    /** Delivers a batch, in pieces if need be. The first piece that is not delivered decides: then all count as not. */
    public final SendOutcome deliver(Batch batch, int attempt) throws InterruptedException {
        int points = batch.facts().points();
        if (points > pointsMax.get()) {
            return deliverParts(split(batch, pointsMax.get()), attempt);
        }
        SendOutcome outcome = deliverWhole(batch, attempt);
        if (!(outcome instanceof SendOutcome.TooLarge(String message))) {
            return outcome;
        }
        if (points <= 1) {
            return new SendOutcome.Refused(413, message, false);
        }
        int half = Math.max(1, points / 2);
        if (pointsMax.getAndAccumulate(half, Math::min) > half) {
            LOG.warn("receiver takes less at once, sending smaller batches destination={} points_max={}", destination,
                    half);
        }
        return deliverParts(split(batch, half), attempt);
    }

    private SendOutcome deliverParts(List<Batch> parts, int attempt) throws InterruptedException {
        SendOutcome refused = new SendOutcome.Delivered();
        for (Batch part : parts) {
            switch (deliver(part, attempt)) {
                case SendOutcome.Again again -> {
                    return again;
                }
                case SendOutcome.Refused refusal -> refused = refusal;
                case SendOutcome.Delivered _,SendOutcome.TooLarge _,SendOutcome.OtherVersion _ -> {
                }
            }
        }
        return refused;
    }

    /** Sends a batch as it is. */
    abstract SendOutcome deliverWhole(Batch batch, int attempt) throws InterruptedException;

    /** The batch in pieces of at most so many samples or lines. */
    abstract List<Batch> split(Batch batch, int most);

    /** What is spoken, in a word or two. */
    public abstract String protocol();

    String destination() {
        return destination;
    }

    /** Most samples or lines sent at once now. */
    public int pointsMax() {
        return pointsMax.get();
    }
}
