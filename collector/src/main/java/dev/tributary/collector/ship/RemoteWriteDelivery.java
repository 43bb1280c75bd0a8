package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.tributary.collector.batch.Batch;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets batches of samples to one receiver of remote write: learns which version it speaks. Safe for several threads. */
public final class RemoteWriteDelivery extends Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteWriteDelivery.class);

    private final Sender sender;
    private final Clock clock;
    private final AtomicReference<RemoteWriteVersion> version;
    private final boolean versionFixed;

    /**
     * Prepares for a receiver.
     *
     * @param versionFixed false when 2.0 is only tried and 1.0 may be fallen back to
     */
    public RemoteWriteDelivery(String destination, Sender sender, RemoteWriteVersion version, boolean versionFixed,
            int samplesMax, Clock clock) {
        super(destination, samplesMax);
        this.sender = sender;
        this.version = new AtomicReference<>(version);
        this.versionFixed = versionFixed;
        this.clock = clock;
    }

    @Override
    SendOutcome deliverWhole(Batch batch, int attempt) throws InterruptedException {
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
            LOG.info("receiver does not speak remote write 2.0, using 1.0 destination={}", destination());
        }
        return sender.send(bodyFor(batch, RemoteWriteVersion.V1), RemoteWriteVersion.V1, attempt);
    }

    private static byte[] bodyFor(Batch batch, RemoteWriteVersion spoken) {
        return switch (spoken) {
            case V1 -> Repacking.toVersion1(batch);
            case V2 -> batch.message();
        };
    }

    @Override
    List<Batch> split(Batch batch, int most) {
        return Repacking.split(batch, most, clock);
    }

    /** The version spoken now. */
    public RemoteWriteVersion version() {
        return version.get();
    }

    @Override
    public String protocol() {
        return version().header();
    }
}
