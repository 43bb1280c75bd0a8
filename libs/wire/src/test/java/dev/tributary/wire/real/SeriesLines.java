package dev.tributary.wire.real;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.wire.remoteread.ReadResponseSink;

/** Series as lines that can be compared: floats by their bits, histograms without the hint, which depends on the way. */
final class SeriesLines implements ReadResponseSink {
    private final List<String> lines = new ArrayList<>();
    private final List<String> flat = new ArrayList<>();
    private String series = "";

    /** Adds stored series as the answers to one query each. */
    SeriesLines addAll(List<Labels> order, Map<Labels, SampleColumns> stored) {
        int index = 0;
        for (Labels labels : order) {
            query(index++);
            LabelSlices slices = new LabelSlices();
            slices.set(labels);
            series(slices);
            SampleColumns samples = stored.getOrDefault(labels, new SampleColumns());
            for (int i = 0; i < samples.size(); i++) {
                NativeHistogram histogram = samples.histogram(i);
                if (histogram == null) {
                    sample(samples.timestamp(i), samples.value(i), 0);
                } else {
                    histogram(samples.timestamp(i), histogram, 0);
                }
            }
        }
        return this;
    }

    List<String> lines() {
        return lines;
    }

    /** Each sample with its series in front. */
    List<String> flat() {
        return flat;
    }

    @Override
    public void query(int index) {
        lines.add("query " + index);
        series = "";
    }

    @Override
    public void series(LabelSlices labels) {
        String next = labels.toLabels().toString();
        if (!next.equals(series)) {
            series = next;
            lines.add(next);
        }
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        add(timestampMillis + " " + Long.toHexString(Double.doubleToRawLongBits(value)));
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        add(timestampMillis + " " + histogram.toBuilder().resetHint(ResetHint.UNKNOWN).buildUnchecked());
    }

    private void add(String sample) {
        lines.add(sample);
        flat.add(series + " " + sample);
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        throw new AssertionError("no exemplar was sent");
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        // Prometheus sends what it knows of its own metrics now and then.
        lines.add(metadata.toString());
    }
}
