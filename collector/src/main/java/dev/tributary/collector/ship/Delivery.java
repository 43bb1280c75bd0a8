package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.tributary.collector.batch.Batch;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a batch to one receiver in the shape that receiver takes: learns which protocol version it speaks and how many
 * samples it takes at once, for all lanes. What is left of an outcome is delivered, again or refused. Safe for several
 * threads.
 */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final String destination;
    private final Sender sender;
    private final Clock clock;
    private final AtomicReference<RemoteWriteVersion> version;
    private final boolean versionFixed;
    private final AtomicInteger samplesMax;

    /**
     * Prepares for a receiver.
     *
     * @param versionFixed false when 2.0 is only tried and 1.0 may be fallen back to
     */
    public Delivery(String destination, Sender sender, RemoteWriteVersion version, boolean versionFixed, int samplesMax,
            Clock clock) {
        this.destination = destination;
        this.sender = sender;
        this.version = new AtomicReference<>(version);
        this.versionFixed = versionFixed;
        this.samplesMax = new AtomicInteger(samplesMax);
        this.clock = clock;
    }

    /** Delivers a batch, in pieces if need be. The first piece that is not delivered decides: then all count as not. */
    public SendOutcome deliver(Batch batch, int attempt) throws InterruptedException {
        if (batch.facts().points() > samplesMax.get()) {
            return deliverParts(Repacking.split(batch, samplesMax.get(), clock), attempt);
        }
        SendOutcome outcome = deliverWhole(batch, attempt);
        if (!(outcome instanceof SendOutcome.TooLarge(String message))) {
            return outcome;
        }
        if (batch.facts().points() <= 1) {
            return new SendOutcome.Refused(413, message, false);
        }
        int half = Math.max(1, batch.facts().points() / 2);
        if (samplesMax.getAndAccumulate(half, Math::min) > half) {
            LOG.warn("receiver takes less at once, sending smaller batches destination={} samples_max={}", destination,
                    half);
        }
        return deliverParts(Repacking.split(batch, half, clock), attempt);
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

    private SendOutcome deliverWhole(Batch batch, int attempt) throws InterruptedException {
        RemoteWriteVersion spoken = version.get();
        SendOutcome outcome = sender.send(bodyFor(batch, spoken), spoken, attempt);
        if (!(outcome instanceof SendOutcome.OtherVersion)) {
            return outcome;
        }
        if (versionFixed) {
            return new SendOutcome.Again("version", "the receiver does not speak remote write 2.0, which"
                    + " protobuf_message demands", null);
        }
        if (version.compareAndSet(RemoteWriteVersion.V2, RemoteWriteVersion.V1)) {
            LOG.info("receiver does not speak remote write 2.0, using 1.0 destination={}", destination);
        }
        return sender.send(bodyFor(batch, RemoteWriteVersion.V1), RemoteWriteVersion.V1, attempt);
    }

    private static byte[] bodyFor(Batch batch, RemoteWriteVersion spoken) {
        return switch (spoken) {
            case V1 -> Repacking.toVersion1(batch);
            case V2 -> batch.message();
        };
    }

    /** The version spoken now. */
    public RemoteWriteVersion version() {
        return version.get();
    }

    /** Most samples sent at once now. */
    public int samplesMax() {
        return samplesMax.get();
    }
}
