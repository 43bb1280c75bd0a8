package dev.tributary.wire.exposition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;

/** One page with every kind of metric, written through any writer, and the entries that the protobuf form gives back. */
final class ExamplePage {
    private static final Labels POD = Labels.of("pod", "a-ü", "Zone", "1");
    private static final Exemplar TIMED = new Exemplar(Labels.of("trace_id", "4bf9"), 0.5, 1_700_000_000_123L);
    private static final Exemplar UNTIMED = new Exemplar(Labels.of("trace_id", "5c"), 0.75, 0);

    static final List<String> PROTOBUF_ENTRIES = List.of("requests is counter help=Requests\n\"served\".",
            "Zone=1,__name__=requests,pod=a-ü 17.0 start 1600000000500 # {trace_id=\"4bf9\"} 0.5 @1700000000123",
            "__name__=requests 0.0 @-5", "requests is counter help=Requests\n\"served\". unit=none", "up.now is gauge",
            "__name__=up.now NaN", "federated is unknown",
            "__name__=federated,odd name=x -Infinity @1700000000000", "latency is histogram",
            "Zone=1,__name__=latency_bucket,le=0.1,pod=a-ü 1.0 @7 start 5000",
            "Zone=1,__name__=latency_bucket,le=1.0,pod=a-ü 3.0 @7 start 5000",
            "Zone=1,__name__=latency_bucket,le=+Inf,pod=a-ü 4.0 @7 start 5000",
            "Zone=1,__name__=latency_sum,pod=a-ü 2.5 @7 start 5000",
            "Zone=1,__name__=latency_count,pod=a-ü 4.0 @7 start 5000",
            "__name__=latency {schema:3 count:12.0 sum:18.4 zero:2.0<=0.001 positive:[0, 2, 1, 1][1.0, 2.0, 4.0]"
                    + " negative:[-3, 1][3.0] bounds:[] UNKNOWN int} @8 start 6000"
                    + " # {trace_id=\"4bf9\"} 0.5 @1700000000123 # {trace_id=\"5c\"} 0.75 @0",
            "__name__=latency {schema:0 count:0.0 sum:0.0 zero:0.0<=0.0 positive:[0, 0][] negative:[][]"
                    + " bounds:[] UNKNOWN float}",
            "sizes is gaugehistogram", "__name__=sizes {schema:0 count:1.5 sum:NaN zero:0.25<=0.5 positive:[1, 1][1.25]"
                    + " negative:[][] bounds:[] GAUGE float}",
            "__name__=sizes_bucket,le=2.0 0.5", "__name__=sizes_bucket,le=+Inf 1.25", "__name__=sizes_sum -1.0",
            "__name__=sizes_count 1.25", "rpc is summary", "__name__=rpc,quantile=0.5 NaN start 7000",
            "__name__=rpc,quantile=0.99 2.0 start 7000", "__name__=rpc_sum 3.0 start 7000",
            "__name__=rpc_count 2.0 start 7000");

    private ExamplePage() {
    }

    static byte[] write(ExpositionWriter page) {
        numbers(page);
        histograms(page);
        page.family(new MetricMetadata("rpc", MetricType.SUMMARY, "", ""));
        page.summary(Labels.EMPTY, new ExposedSummary(new TreeMap<>(Map.of(0.5, Double.NaN, 0.99, 2.0)), 2, 3),
                new SampleExtras(0, 7000, List.of()));
        page.end();
        return page.take();
    }

    private static void numbers(ExpositionWriter page) {
        page.family(new MetricMetadata("requests", MetricType.COUNTER, "Requests\n\"served\".", "none"));
        page.sample(POD, 17, new SampleExtras(0, 1_600_000_000_500L, List.of(TIMED)));
        page.sample(Labels.EMPTY, 0, SampleExtras.at(-5));
        page.family(new MetricMetadata("up.now", MetricType.GAUGE, "", ""));
        page.sample(Labels.EMPTY, Double.NaN, SampleExtras.NONE);
        page.family(new MetricMetadata("federated", MetricType.UNKNOWN, "", ""));
        page.sample(Labels.of("odd name", "x"), Double.NEGATIVE_INFINITY, SampleExtras.at(1_700_000_000_000L));
    }

    private static void histograms(ExpositionWriter page) {
        page.family(new MetricMetadata("latency", MetricType.HISTOGRAM, "", ""));
        page.histogram(POD, new ClassicHistogram(new double[]{0.1, 1}, new double[]{1, 3}, 4, 2.5),
                new SampleExtras(7, 5000, List.of()));
        page.histogram(Labels.EMPTY,
                NativeHistogram.builder().integer(true).schema(3).count(12).sum(18.4).zero(0.001, 2)
                        .positive(new int[]{0, 2, 1, 1}, new double[]{1, 2, 4})
                        .negative(new int[]{-3, 1}, new double[]{3}).build(),
                new SampleExtras(8, 6000, List.of(TIMED, UNTIMED)));
        page.histogram(Labels.EMPTY, NativeHistogram.builder().build(), SampleExtras.NONE);
        page.family(new MetricMetadata("sizes", MetricType.GAUGEHISTOGRAM, "", ""));
        page.histogram(
                Labels.EMPTY, NativeHistogram.builder().count(1.5).sum(Double.NaN).zero(0.5, 0.25)
                        .positive(new int[]{1, 1}, new double[]{1.25}).build(),
                SampleExtras.NONE);
        NativeHistogram custom = NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA).count(1.25).sum(-1)
                .customBounds(new double[]{2}).positive(new int[]{0, 2}, new double[]{0.5, 0.75}).build();
        page.histogram(Labels.EMPTY, ClassicHistogram.ofCustomBounds(custom), SampleExtras.NONE);
    }
}
