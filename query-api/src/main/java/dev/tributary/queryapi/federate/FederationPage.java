package dev.tributary.queryapi.federate;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.wire.exposition.ClassicHistogram;
import dev.tributary.wire.exposition.ExpositionWriter;
import dev.tributary.wire.exposition.SampleExtras;
import dev.tributary.wire.exposition.TextExpositionWriter;

/**
 * A page as Prometheus writes it for federation: floats without a type, native histograms in protobuf only, those with
 * custom buckets as classic histograms. A series without {@code instance} shows it as empty, so that the scraper does not
 * put the hub's own in its place.
 */
final class FederationPage {
    private static final String INSTANCE = "instance";

    /** What is handed on at once. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final ExpositionWriter writer;
    private final ByteSink out;
    private final boolean showsNative;
    private String family = "";
    private MetricType type = MetricType.UNKNOWN;
    private long series;

    FederationPage(ExpositionWriter writer, ByteSink out) {
        this.writer = writer;
        this.out = out;
        this.showsNative = !(writer instanceof TextExpositionWriter);
    }

    void add(Labels labels, SampleColumns samples, int row) {
        NativeHistogram histogram = samples.histogram(row);
        SampleExtras time = SampleExtras.at(samples.timestamp(row));
        if (histogram == null) {
            startFamily(labels.metricName(), MetricType.UNKNOWN);
            writer.sample(shown(labels), samples.value(row), time);
        } else if (histogram.hasCustomBounds()) {
            startFamily(labels.metricName(), typeOf(histogram));
            writer.histogram(shown(labels), ClassicHistogram.ofCustomBounds(histogram), time);
        } else if (showsNative) {
            startFamily(labels.metricName(), typeOf(histogram));
            writer.histogram(shown(labels), asFloats(histogram), time);
        } else {
            return;
        }
        series++;
        if (writer.size() >= PIECE_BYTES) {
            handOn();
        }
    }

    private void startFamily(String name, MetricType newType) {
        if (!name.equals(family) || newType != type) {
            family = name;
            type = newType;
            writer.family(new MetricMetadata(name, newType, "", ""));
        }
    }

    private static MetricType typeOf(NativeHistogram histogram) {
        return histogram.resetHint() == NativeHistogram.ResetHint.GAUGE
                ? MetricType.GAUGEHISTOGRAM
                : MetricType.HISTOGRAM;
    }

    private static NativeHistogram asFloats(NativeHistogram histogram) {
        return histogram.isInteger() ? histogram.toBuilder().integer(false).buildUnchecked() : histogram;
    }

    private static Labels shown(Labels labels) {
        Labels plain = labels.withoutName();
        if (plain.has(INSTANCE)) {
            return plain;
        }
        // An empty label means nothing in a store, but on a page it keeps the scraper from adding its own.
        String[] pairs = new String[2 * plain.size() + 2];
        int to = 0;
        boolean placed = false;
        for (int i = 0; i < plain.size(); i++) {
            if (!placed && Labels.compareUtf8(plain.name(i), INSTANCE) > 0) {
                placed = true;
                pairs[to++] = INSTANCE;
                pairs[to++] = "";
            }
            pairs[to++] = plain.name(i);
            pairs[to++] = plain.value(i);
        }
        if (!placed) {
            pairs[to++] = INSTANCE;
            pairs[to] = "";
        }
        return Labels.ofSortedPairs(pairs);
    }

    /** Ends the page and says how many series it has. */
    long end() {
        writer.end();
        handOn();
        return series;
    }

    private void handOn() {
        byte[] piece = writer.take();
        if (piece.length > 0) {
            out.write(piece, 0, piece.length);
        }
    }
}
