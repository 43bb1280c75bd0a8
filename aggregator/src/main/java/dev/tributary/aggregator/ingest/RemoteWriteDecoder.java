package dev.tributary.aggregator.ingest;

import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/**
 * Decompresses and decodes bodies into batches, one after the other, in buffers that are used again. One for each event loop:
 * decoding takes about a third of a microsecond per sample, less than handing a request to another thread and back would
 * cost on a machine with few processors.
 */
final class RemoteWriteDecoder {
    /** Larger buffers are not kept: they are needed for rare requests only. */
    private static final int KEPT_MAX = 4 << 20;

    private final Ingest ingest;
    private final RemoteWriteReader reader = new RemoteWriteReader();
    private byte[] message = new byte[256 << 10];

    RemoteWriteDecoder(Ingest ingest) {
        this.ingest = ingest;
    }

    /**
     * Fills the batch from a body; discards it when the body is refused.
     *
     * @return what the body held
     */
    IntakeSink decode(RemoteWriteVersion version, byte[] body, int length, ClusterIntake intake,
            WriterIdentity identity,
            MetricBatch batch, ReservedMemory memory) throws RefusedWrite {
        long start = System.nanoTime();
        boolean decoded = false;
        try {
            int messageLength = decompress(body, length, memory);
            IntakeSink sink = new IntakeSink(batch, new IntakeShares(ingest.intakes, intake), identity.labelsDecide(),
                    newestAllowedMillis());
            reader.read(version, message, 0, messageLength, sink);
            intake.received(length, messageLength);
            long end = System.nanoTime();
            intake.rate().charge(sink.received(), end);
            ingest.metrics.decodeSeconds.observe((end - start) / 1e9);
            decoded = true;
            return sink;
        } catch (MalformedRemoteWriteException e) {
            throw new RefusedWrite(RefusalReason.MALFORMED, 400, String.valueOf(e.getMessage()));
        } finally {
            if (!decoded) {
                batch.discard();
            }
            if (message.length > KEPT_MAX) {
                message = new byte[KEPT_MAX];
            }
        }
    }

    private long newestAllowedMillis() {
        return ingest.clock.millis() + ingest.settings().futureMax().toMillis();
    }

    private int decompress(byte[] body, int length, ReservedMemory memory) throws RefusedWrite {
        int decompressedMax = ingest.settings().decompressedMax().intBytes();
        try {
            int messageLength = SnappyBlock.decompressedLength(body, 0, length, decompressedMax);
            if (!memory.grow(messageLength)) {
                throw RemoteWriteRoute.overloaded();
            }
            if (messageLength > message.length) {
                message = new byte[messageLength];
            }
            return SnappyBlock.decompress(body, 0, length, message);
        } catch (SnappyException e) {
            if (e.isTooLarge()) {
                throw new RefusedWrite(RefusalReason.TOO_LARGE, 413, e.getMessage()
                        + " (decompressed_max); send fewer samples at a time");
            }
            throw new RefusedWrite(RefusalReason.MALFORMED, 400, String.valueOf(e.getMessage()));
        }
    }
}
