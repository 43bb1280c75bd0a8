package dev.tributary.collector.ship;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/** A receiver without network: takes what it is told to take and keeps the values it was given. */
final class FakeReceiver implements Sender {
    final List<Double> taken = new ArrayList<>();
    final List<Integer> attempts = new ArrayList<>();
    final Deque<SendOutcome> planned = new ArrayDeque<>();
    RemoteWriteVersion speaks = RemoteWriteVersion.V2;
    int samplesMax = Integer.MAX_VALUE;
    int calls;

    @Override
    public SendOutcome send(byte[] body, RemoteWriteVersion version, int attempt) {
        calls++;
        attempts.add(attempt);
        if (!planned.isEmpty()) {
            return planned.removeFirst();
        }
        if (version != speaks) {
            return new SendOutcome.OtherVersion();
        }
        List<Double> values = values(body, version);
        if (values.size() > samplesMax) {
            return new SendOutcome.TooLarge("HTTP 413: at most " + samplesMax);
        }
        taken.addAll(values);
        return new SendOutcome.Delivered();
    }

    private static List<Double> values(byte[] body, RemoteWriteVersion version) {
        List<Double> values = new ArrayList<>();
        try {
            byte[] message = SnappyBlock.decompress(body, 0, body.length, 1 << 24);
            new RemoteWriteReader().read(version, message, 0, message.length, new SampleSink() {
                @Override
                public void series(LabelSlices labels) {
                    // Only the values matter here
                }

                @Override
                public void sample(long timestampMillis, double value, long startMillis) {
                    values.add(value);
                }

                @Override
                public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
                    values.add(histogram.sum());
                }

                @Override
                public void exemplar(Exemplar exemplar) {
                    // Only the values matter here
                }

                @Override
                public void metadata(MetricMetadata metadata) {
                    // Only the values matter here
                }
            });
        } catch (SnappyException | MalformedRemoteWriteException e) {
            throw new AssertionError("what was sent is no " + version + " message", e);
        }
        return values;
    }
}
