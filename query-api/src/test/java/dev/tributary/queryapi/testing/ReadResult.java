package dev.tributary.queryapi.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.remoteread.ReadResponseSink;

/** Collects a remote read answer: by query and series, the samples as text. */
public final class ReadResult implements ReadResponseSink {
    private final Map<String, List<String>> series = new TreeMap<>();
    private int query;
    private String current = "";

    @Override
    public void query(int index) {
        query = index;
    }

    @Override
    public void series(LabelSlices labels) {
        Labels copy = labels.toLabels();
        current = query + " " + copy;
        series.computeIfAbsent(current, _ -> new ArrayList<>());
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        add(timestampMillis + "=" + value);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        add(timestampMillis + "=h" + histogram.count());
    }

    private void add(String sample) {
        series.computeIfAbsent(current, _ -> new ArrayList<>()).add(sample);
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        throw new IllegalStateException("no exemplars here");
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        throw new IllegalStateException("no metadata here");
    }

    public Map<String, List<String>> series() {
        return series;
    }
}
