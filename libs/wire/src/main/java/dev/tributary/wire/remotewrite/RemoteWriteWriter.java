package dev.tributary.wire.remotewrite;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;

/**
 * Collects series into one remote-write message, not yet compressed. 1.0 has no start timestamps, so they are left out
 * there. 2.0 hangs metadata on series: it goes with the series that follow it and is left out when none does; a series
 * given both samples and histograms becomes two. Samples before the first series are the caller's mistake. Reusable after
 * {@link #reset}, for one thread.
 */
public final class RemoteWriteWriter implements SampleSink {
    private final RequestWriter request;
    private boolean seriesOpen;

    public RemoteWriteWriter(RemoteWriteVersion version) {
        request = switch (version) {
            case V1 -> new RequestV1Writer();
            case V2 -> new RequestV2Writer();
        };
    }

    @Override
    public void series(LabelSlices labels) {
        request.series(labels);
        seriesOpen = true;
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        requireSeries();
        request.sample(timestampMillis, value, startMillis);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        requireSeries();
        request.histogram(timestampMillis, histogram, startMillis);
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        requireSeries();
        request.exemplar(exemplar);
    }

    /** Adds metadata; it ends the current series. */
    @Override
    public void metadata(MetricMetadata metadata) {
        request.metadata(metadata);
        seriesOpen = false;
    }

    private void requireSeries() {
        if (!seriesOpen) {
            throw new IllegalStateException("a sample belongs to a series, but none was started");
        }
    }

    /** The message collected so far; more may follow it. */
    public byte[] toMessage() {
        seriesOpen = false;
        return request.toMessage();
    }

    /** Bytes of the message so far, for callers that cut batches by size. */
    public int size() {
        return request.size();
    }

    /** Forgets everything, keeps the memory. */
    public void reset() {
        seriesOpen = false;
        request.reset();
    }
}
