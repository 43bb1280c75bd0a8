package dev.tributary.collector.ship;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;

/** Writes a batch again in another shape. The batches are our own, so one that does not decode is a fault of ours. */
public final class Repacking {
    /** Our own batches stay far below. */
    private static final int MESSAGE_BYTES_MAX = 256 << 20;

    private Repacking() {
    }

    /** The batch as a snappy block of a remote-write 1.0 message. */
    static byte[] toVersion1(Batch batch) {
        RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
        decode(batch, writer);
        return SnappyBlock.compress(writer.toMessage());
    }

    /** The batch in pieces of at most so many samples. */
    static List<Batch> split(Batch batch, int samplesMax, Clock clock) {
        List<Batch> parts = new ArrayList<>();
        // The sink alone decides where a part ends
        BatchCollector collector = new BatchCollector(clock, new BatchSize(Integer.MAX_VALUE, Integer.MAX_VALUE),
                parts::add);
        decode(batch, new PartSink(collector, samplesMax));
        collector.flush();
        return parts;
    }

    /** Plays a batch into a sink. */
    public static void decode(Batch batch, SampleSink sink) {
        try {
            byte[] message = SnappyBlock.decompress(batch.message(), 0, batch.message().length, MESSAGE_BYTES_MAX);
            new RemoteWriteReader().read(RemoteWriteVersion.V2, message, 0, message.length, sink);
        } catch (SnappyException | MalformedRemoteWriteException e) {
            throw new IllegalStateException("a batch of our own cannot be read", e);
        }
    }
}
